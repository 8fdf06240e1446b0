"""The order of the words after `/pacer`. Pure."""

from collections.abc import Collection

# What concerns everybody stands first, what admins set up last.
_ORDER = (
    *("me", "snooze", "schedules"),
    *("recognition", "celebrations", "contest", "record", "review", "leaderboard", "evidence", "pulse"),
    *("metrics", "checkins", "goals", "feedback", "kudos"),
    *("settings", "deliveries", "calendar", "teams"),
)


def in_order(words: Collection[str]) -> list[str]:
    """The words after `/pacer` as help lists them; a word without a place of its own stands last."""
    return sorted(words, key=lambda word: _ORDER.index(word) if word in _ORDER else len(_ORDER))
