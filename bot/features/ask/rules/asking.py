"""What asks for the menu, where words are typed to Pacer. Pure."""

_ASKS = frozenset({"help", "menu", "?", ""})


def asks_for_help(words: str) -> bool:
    """Whether these words, typed to Pacer, ask for what it can do."""
    return " ".join(words.split()).lower() in _ASKS
