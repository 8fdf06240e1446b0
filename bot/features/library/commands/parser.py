"""The words after `/learn`. Pure."""

import re
from collections.abc import Callable
from datetime import date

from bot.common.due_days import read_due
from bot.common.errors import BadInput
from bot.features.library.commands.intents import (
    AddResource,
    BeginPath,
    ChangePath,
    CloseOwn,
    ConfirmResource,
    GiveResource,
    LibraryIntent,
    RetireResource,
    ShowPath,
    ShowShelf,
)
from bot.features.skills.rules.rubric import find_role, find_skill, read_skill
from bot.framework.grammar import Grammar, Verb
from bot.slack.text import mentions, typed_excerpt, unescape

HOW = "Write `/learn #discovery`, `/learn add https://... title #discovery`, `/learn give R7 @ben by friday`."
_NUMBER = re.compile(r"[rR]?([0-9]{1,12})(?=\s|$)")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
# Slack may send an address as <https://...|words>.
_LINK = re.compile(r"<(https?://[^>|\s]+)(?:\|[^>]*)?>", re.IGNORECASE)
_BY = re.compile(r"^(?:by|until)\s+", re.IGNORECASE)
_AFTER = re.compile(r"\s+after\s+", re.IGNORECASE)


Known = date


def _numbered(typed: str) -> tuple[int, str]:
    """The number of a resource that the words begin with, and the rest. BadInput: none."""
    found = _NUMBER.match(typed.strip())
    if found is None:
        raise BadInput("Name the resource by its number, such as R7.")
    return int(found[1]), typed.strip()[found.end() :].strip()


def _alone(intent: Callable[[int], LibraryIntent]) -> Callable[[str, Known], LibraryIntent]:
    def read(rest: str, _: Known) -> LibraryIntent:
        number, words = _numbered(rest)
        if words:
            raise BadInput(f"I do not understand “{typed_excerpt(words)}”. {HOW}")
        return intent(number)

    return read


def _due(words: str, today: Known) -> date | None:
    told = _BY.sub("", words)
    return read_due(told, today) if told else None


def _give(rest: str, today: Known) -> LibraryIntent:
    number, words = _numbered(rest)
    found = mentions(words)
    if len(found) != 1:
        raise BadInput("To whom? Write `/learn give R7 @ben by friday`.")
    return GiveResource(number, found[0], _due(" ".join(_MENTION.sub(" ", words).split()), today))


def _take(rest: str, today: Known) -> LibraryIntent:
    number, words = _numbered(rest)
    return GiveResource(number, "", _due(words, today))


def _add(rest: str, _: Known) -> LibraryIntent:
    return AddResource(unescape(_LINK.sub(r"\1", rest.strip())))


def _path(rest: str, _: Known) -> LibraryIntent:
    words = rest.split()
    if not words:
        return ShowPath()
    if [word.lower() for word in words] == ["begin"]:
        return BeginPath()
    verb = next((place for place, word in enumerate(words) if word.lower() in ("add", "drop")), len(words))
    name = " ".join(words[:verb])
    if not name:
        raise BadInput("Of which role? Write `/learn path ae add R7`, for sdr, ae or am.")
    role = find_role(name)
    if role is None:
        raise BadInput(f"There is no role “{typed_excerpt(name)}”: write sdr, ae or am.")
    if verb == len(words):
        return ShowPath(role)
    named, *behind = _AFTER.split(" ".join(words[verb + 1 :]), maxsplit=1)
    number, more = _numbered(named)
    if more or (behind and words[verb].lower() == "drop"):
        raise BadInput("Write `/learn path ae add R7 after R3`, or `/learn path ae drop R7`.")
    return ChangePath(role, number, words[verb].lower() == "add", _numbered(behind[0])[0] if behind else 0)


def _shelf(text: str, _: Known) -> LibraryIntent | None:
    if text.startswith("#") and " " not in text:
        return ShowShelf(skill=read_skill(text[1:]))
    if (skill := find_skill(text)) is not None:
        return ShowShelf(skill=skill)
    role = find_role(text)
    return ShowShelf(role=role) if role is not None else None


GRAMMAR = Grammar[LibraryIntent, Known](
    "/learn",
    Verb("", _shelf, usage="#discovery", meaning="what there is for a skill; `/learn ae`: for a role"),
    Verb(
        "add",
        _add,
        writes=True,
        usage="add https://... title #discovery 15 min",
        meaning="add something to read or watch; alone it opens a form",
    ),
    Verb("give", _give, writes=True, usage="give R7 @ben by friday", meaning="put it on somebody's list"),
    Verb("mine", _take, also=("take",), writes=True, usage="mine R7 by friday", meaning="put it on your own"),
    Verb(
        "done",
        _alone(lambda number: CloseOwn(number, is_done=True)),
        writes=True,
        usage="done R7",
        meaning="you are through with it; `decline R7`: you will not",
    ),
    Verb("decline", _alone(lambda number: CloseOwn(number, is_done=False)), writes=True),
    Verb(
        "right",
        _alone(ConfirmResource),
        writes=True,
        usage="right R7",
        meaning="it is still right; `retire R7` takes it off the shelf",
    ),
    Verb("retire", _alone(RetireResource), writes=True),
    Verb(
        "path",
        _path,
        writes=True,
        usage="path [ae]",
        meaning="what new starters of a role read; managers: `path ae add R7 after R3`, `path ae drop R7`",
    ),
    bare=ShowShelf,
    bare_meaning="your list, and the shelf",
    how=HOW,
)
