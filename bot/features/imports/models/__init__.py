"""Rows of files, of the sources that send by webhook, and of what waits for an answer."""
