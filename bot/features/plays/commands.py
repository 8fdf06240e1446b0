"""The words after `/play`. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.features.skills.rules.rubric import read_skill
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import MENTION, mentions, typed_excerpt, unescape

HOW = "Write `/play discount`, `/play #discovery`, `/play by @grace`, `/play new`."
_NUMBER = re.compile(r"[pP]([0-9]{1,12})")
_BARE_NUMBER = re.compile(r"[pP]?([0-9]{1,12})")
_BY = re.compile(rf"\s*{MENTION}\s*")


@dataclass(frozen=True)
class FindPlays:
    """Plays with all these words (raw), of this skill (a key), by this author; without any the newest."""

    words: str = ""
    skill: str = ""
    author_id: str = ""


@dataclass(frozen=True)
class ShowPlay:
    """A play in full."""

    number: int


@dataclass(frozen=True)
class WritePlay:
    """The form of a new play."""


@dataclass(frozen=True)
class UsePlay:
    """On which deal a play was used."""

    number: int


@dataclass(frozen=True)
class ConfirmPlay:
    """A play is still true."""

    number: int


@dataclass(frozen=True)
class ArchivePlay:
    """A play is taken out of sight."""

    number: int


@dataclass(frozen=True)
class ShowLosses:
    """Why deals of one's people were lost."""


PlayIntent = FindPlays | ShowPlay | WritePlay | UsePlay | ConfirmPlay | ArchivePlay | ShowLosses


def _numbered(intent: Callable[[int], PlayIntent]) -> Callable[[str, None], PlayIntent | None]:
    """Reads a verb that the number of a play follows; None for all else: it may be a word to look for."""

    def read(rest: str, _: None) -> PlayIntent | None:
        found = _BARE_NUMBER.fullmatch(rest.strip())
        return intent(int(found[1])) if found else None

    return read


def _by(rest: str, _: None) -> PlayIntent | None:
    if _BY.fullmatch(rest) is None:
        return None
    return FindPlays(author_id=mentions(rest)[0])


def _look(text: str, _: None) -> PlayIntent | None:
    if (found := _NUMBER.fullmatch(text)) is not None:
        return ShowPlay(int(found[1]))
    if text.startswith("#") and " " not in text:
        return FindPlays(skill=read_skill(text[1:]))
    return None


def _otherwise(words: str, _: None) -> PlayIntent:
    if mentions(words):
        raise BadInput(f"I do not understand “{typed_excerpt(words)}”. {HOW}")
    return FindPlays(unescape(words))


GRAMMAR = Grammar[PlayIntent, None](
    "/play",
    Verb("", _look, usage="#discovery", meaning="plays for a skill"),
    Verb("by", _by, usage="by @grace", meaning="what somebody wrote"),
    Verb("new", alone(WritePlay), usage="new", meaning="write what worked, in three fields"),
    Verb("used", _numbered(UsePlay), usage="used P4", meaning="say on which deal you used it"),
    Verb("true", _numbered(ConfirmPlay), writes=True, usage="true P4", meaning="say that it is still true"),
    Verb(
        "archive",
        _numbered(ArchivePlay),
        writes=True,
        usage="archive P4",
        meaning="take it out of sight",
    ),
    Verb("losses", alone(ShowLosses), usage="losses", meaning="why your people's deals were lost (managers)"),
    bare=FindPlays,
    bare_meaning="the newest plays",
    sentences=(("discount", "plays with all these words"),),
    otherwise=_otherwise,
)
