"""What time brings for 1:1s: what is due, what is done then, and the facts of its cards."""
