"""Leaderboards: rankings of people or teams by a measure; only the top is named in public."""
