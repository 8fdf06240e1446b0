"""What every part may use: time, text, money, errors. Knows nothing of Slack, SQL or sales."""
