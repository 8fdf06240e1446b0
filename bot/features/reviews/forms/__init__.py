"""Forms of reviews: of a cycle, of a part, and of what happens around one review; pure."""
