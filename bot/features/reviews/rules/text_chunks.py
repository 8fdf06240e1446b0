"""Long text in fields of a form, and back: nothing is cut, nothing is lost. Pure."""

from collections.abc import Mapping

from bot.features.reviews.rules.cycle import FIELD, MOST_FIELDS, Section

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
    """What each field holds; an empty one more where the last is nearly full, while there may be more."""
    parts = split(text)
    return (*parts, "") if len(parts[-1]) > _FULL and len(parts) < MOST_FIELDS else parts


def laid_out(typed: Mapping[str, str], section: Section) -> tuple[str, ...]:
    """What each field of a section holds as it was typed, and one more where the last is nearly full.

    Slack keeps what stands in a field that stays: in an open form none may change its place, or go.
    """
    held = tuple(typed[name] for name in _names(typed, section)) or ("",)
    return (*held, "") if len(held[-1]) > _FULL and len(held) < MOST_FIELDS else held


def _names(typed: Mapping[str, str], section: Section) -> list[str]:
    names = [name for name in typed if name.startswith(f"{section.value}:")]
    return sorted(names, key=lambda name: int(name.partition(":")[2]))


def join(parts: tuple[str, ...]) -> str:
    """The text of fields, without the empty ones at the end."""
    return "\n".join(parts).rstrip("\n")


def field_name(section: Section, number: int) -> str:
    """The name of a field of a form: the first of what went well is `well:1`."""
    return f"{section.value}:{number}"


def answers_in(typed: Mapping[str, str]) -> dict[str, str]:
    """The text of each section, from the fields of a form by name."""
    return {section.value: join(tuple(typed[name] for name in _names(typed, section))) for section in Section}
