"""The forms of plays. Pure."""
