"""What a sentence names. Pure."""
