"""Splits long text over several fields of a form and joins it again, without loss; pure."""

from collections.abc import Mapping

from bot.features.reviews.rules.cycle import FIELD, MOST_FIELDS, Section

# From so many characters in the last field on, another field is added.
_FULL = 2500


def split(text: str) -> tuple[str, ...]:
    """The text in parts of at most `FIELD` characters, cut at line ends; `join` restores it."""
    parts: list[str] = []
    rest = text
    while len(rest) > FIELD:
        at = rest.rfind("\n", 0, FIELD + 1)
        # Neither typed fields nor drafts have longer lines; others are cut.
        end, begin = (at, at + 1) if at >= 0 else (FIELD, FIELD)
        parts.append(rest[:end])
        rest = rest[begin:]
    return (*parts, rest)


def fields(text: str) -> tuple[str, ...]:
    """The values of the fields; one empty field more when the last is nearly full and more may be added."""
    parts = split(text)
    return (*parts, "") if len(parts[-1]) > _FULL and len(parts) < MOST_FIELDS else parts


def laid_out(typed: Mapping[str, str], section: Section) -> tuple[str, ...]:
    """The values of a section's fields as typed, one more when the last is nearly full.

    Slack keeps what stands in a field that stays: in an open form none may move or go.
    """
    held = tuple(typed[name] for name in _names(typed, section)) or ("",)
    return (*held, "") if len(held[-1]) > _FULL and len(held) < MOST_FIELDS else held


def _names(typed: Mapping[str, str], section: Section) -> list[str]:
    names = [name for name in typed if name.startswith(f"{section.value}:")]
    return sorted(names, key=lambda name: int(name.partition(":")[2]))


def join(parts: tuple[str, ...]) -> str:
    """The text of the fields, without empty ones at the end."""
    return "\n".join(parts).rstrip("\n")


def answers_in(typed: Mapping[str, str]) -> dict[str, str]:
    """The text of each section, from the form's fields by block id."""
    return {section.value: join(tuple(typed[name] for name in _names(typed, section))) for section in Section}
