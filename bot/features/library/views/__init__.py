"""What the library draws. Pure."""
