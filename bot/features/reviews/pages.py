"""Long text in fields of a form, and back: nothing is cut, nothing is lost. Pure."""

FIELD = 3000
# What fills its last field so far gets another.
_FULL = 2500


def split(text: str) -> tuple[str, ...]:
    """The text in parts that fit a field each, cut at ends of lines; `join` gives it back."""
    parts: list[str] = []
    rest = text
    while len(rest) > FIELD:
        at = rest.rfind("\n", 0, FIELD + 1)
        # What was typed into fields has no longer line; a draft neither.
        end, begin = (at, at + 1) if at >= 0 else (FIELD, FIELD)
        parts.append(rest[:end])
        rest = rest[begin:]
    return (*parts, rest)


def fields(text: str) -> tuple[str, ...]:
    """What each field holds; an empty one more where the last is nearly full."""
    parts = split(text)
    return (*parts, "") if len(parts[-1]) > _FULL else parts


def join(parts: tuple[str, ...]) -> str:
    """The text of fields, without the empty ones at the end."""
    return "\n".join(parts).rstrip("\n")
