"""What asks for the menu, where words are typed to Pacer. Pure."""

_ASKS = frozenset({"help", "menu", "?", "", "hi", "hello", "hey", "hi pacer", "hello pacer", "hey pacer"})


def asks_for_help(words: str) -> bool:
    """Whether these words, typed to Pacer, ask for what it can do: a greeting does."""
    return " ".join(words.split()).lower().rstrip("!.") in _ASKS
