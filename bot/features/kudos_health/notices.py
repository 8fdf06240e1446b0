"""The notice kind of kudos health; stored, so it never changes."""

MONTHLY = "recognition.month"
