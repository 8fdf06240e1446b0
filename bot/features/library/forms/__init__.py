"""The forms of the library. Pure."""
