"""The order of the words after `/pacer`. Pure."""

from collections.abc import Collection

# What is done every day stands first, then what is the reader's own, what admins set up last.
_ORDER = (
    *("goals", "metrics", "kudos", "feedback", "review", "leaderboard", "contest", "pulse"),
    *("me", "snooze", "celebrations", "evidence", "record"),
    *("checkins", "recognition", "teams"),
    *("schedules", "calendar", "settings", "deliveries"),
)


def in_order(words: Collection[str]) -> list[str]:
    """The words after `/pacer` as help lists them; a word without a place of its own stands last."""
    return sorted(words, key=lambda word: _ORDER.index(word) if word in _ORDER else len(_ORDER))
