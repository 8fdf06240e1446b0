"""Use cases of mentors."""
