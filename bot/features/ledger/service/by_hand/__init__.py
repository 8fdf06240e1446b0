"""What people enter by hand, and what is decided about it."""
