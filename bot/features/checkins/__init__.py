"""Check-ins: once a week each member reports on their goals, with a few taps."""
