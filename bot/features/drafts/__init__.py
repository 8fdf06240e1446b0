"""Drafts: what a person typed into a form and has not sent is kept for them and offered again."""
