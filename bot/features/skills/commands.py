"""The words after `/skills`. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import MENTION, mentions, typed_excerpt

MENTION_ALONE = re.compile(MENTION)

HOW = "Write `/skills`, `/skills @ben`, `/skills rate @ben`, `/skills gaps @ben`, `/skills roles`."


@dataclass(frozen=True)
class ShowSkills:
    """The rubric of somebody with their newest levels; "" is oneself."""

    person_id: str = ""


@dataclass(frozen=True)
class RateSkills:
    """A round of ratings with somebody; "" is about oneself."""

    person_id: str = ""


@dataclass(frozen=True)
class ShowGaps:
    """The gap card of somebody; "" is oneself."""

    person_id: str = ""


@dataclass(frozen=True)
class SetRoles:
    """The form of what one's people sell."""


@dataclass(frozen=True)
class EditLines:
    """The lines of the rubrics, for admins."""


SkillsIntent = ShowSkills | RateSkills | ShowGaps | SetRoles | EditLines


def about_one(intent: Callable[[str], SkillsIntent]) -> Callable[[str, None], SkillsIntent | None]:
    """Reads nothing, or one mention; None for all else. BadInput: several people are named."""

    def read(rest: str, _: None) -> SkillsIntent | None:
        found = mentions(rest)
        if len(found) > 1:
            raise BadInput(f"Name one person at a time. {HOW}")
        bare = rest.strip()
        if not bare:
            return intent("")
        return intent(found[0]) if found and MENTION_ALONE.fullmatch(bare) else None

    return read


def _otherwise(words: str, _: None) -> SkillsIntent:
    name = words.split()[0].lstrip("@")
    if len(words.split()) == 1 and name.isalpha():
        raise BadInput(f"*{typed_excerpt(name)}* is nobody: pick the person from Slack's list. {HOW}")
    raise BadInput(f"I do not understand “{typed_excerpt(words)}”. {HOW}")


GRAMMAR = Grammar[SkillsIntent, None](
    "/skills",
    Verb("", about_one(ShowSkills), usage="@ben", meaning="somebody's skills; managers: of your people"),
    Verb(
        "rate",
        about_one(RateSkills),
        usage="rate [@ben]",
        meaning="rate apart, then see both side by side",
    ),
    Verb(
        "gaps",
        about_one(ShowGaps),
        usage="gaps [@ben]",
        meaning="where the shortfall lies, and how sure that is",
    ),
    Verb("roles", alone(SetRoles), usage="roles", meaning="what your people sell (managers)"),
    Verb("edit", alone(EditLines), usage="edit", meaning="the lines of the rubrics (admins)"),
    bare=ShowSkills,
    bare_meaning="what you can get better at, with your newest levels",
    otherwise=_otherwise,
)
