"""The days that a sentence names. Pure."""
