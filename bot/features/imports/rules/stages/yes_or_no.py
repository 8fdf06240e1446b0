"""Yes and no, as systems write them, and spreadsheets in their eight languages. Pure."""

_YES = frozenset(
    {"true", "yes", "y", "1", "x", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si"}
    | {"verdadeiro", "sim", "vero", "sì", "waar", "はい"}
)
_NO = frozenset(
    {"false", "no", "n", "0", "falsch", "nein", "faux", "non", "falso", "não", "nao", "onwaar", "nee"}
    | {"いいえ"}
)


def yes_or_no(written: str) -> bool | None:
    """Whether a cell says yes; None where it says neither."""
    word = written.strip().casefold()
    return word in _YES if word in _YES or word in _NO else None
