"""What becomes of the rows of a file. Pure."""
