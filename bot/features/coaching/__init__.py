"""Coaching: one-to-ones that both held, what they talk about, and what is done until the next."""
