"""What plays look like. Pure."""
