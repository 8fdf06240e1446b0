"""Kudos from one colleague to another, in points, with a reason."""
