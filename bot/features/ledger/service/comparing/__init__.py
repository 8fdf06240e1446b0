"""What is known beside what is told: the same deal elsewhere, and what is missing."""
