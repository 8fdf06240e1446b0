"""Somebody's own record: what is kept, who read it, all of it as a file; and how long words are kept."""
