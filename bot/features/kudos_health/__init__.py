"""Kudos health: who is not thanked, and where points go round; for managers alone."""
