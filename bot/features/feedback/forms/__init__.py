"""Forms of feedback: what is written, and what is asked; pure."""
