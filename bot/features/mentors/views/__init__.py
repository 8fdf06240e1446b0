"""What mentors look like in Slack. Pure."""
