"""The SQL of mentors."""
