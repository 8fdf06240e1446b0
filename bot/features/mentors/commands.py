"""The words after `/mentor`. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from bot.common.due_days import read_due
from bot.common.errors import BadInput
from bot.features.skills.rules.rubric import SKILL_NAMES, find_skill, read_skill
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import MENTION, mentions

HOW = "Write `/mentor`, `/mentor ask discovery`, `/mentor offer discovery 2`, `/mentor pause until 12 Jan`."
_PLACES = re.compile(r"^(.*?)\s+([0-9]{1,3})$")
_UNTIL = re.compile(r"^(?:until|till|to)\s+", re.IGNORECASE)
_LONGEST_NAME = max(len(name.split()) for name in SKILL_NAMES.values())
Known = date


@dataclass(frozen=True)
class ShowMentors:
    """The page of mentors, for its viewer; with a skill (a key) who offers that stands first."""

    skill: str = ""


@dataclass(frozen=True)
class OfferHelp:
    """Offers help with a skill (a key) to so many at once; None: as before."""

    skill: str
    places: int | None = None


@dataclass(frozen=True)
class WithdrawOffer:
    """Takes one's offer of a skill back; "" all."""

    skill: str = ""


@dataclass(frozen=True)
class AskForHelp:
    """Asks for help with a skill, of somebody wished ("" nobody), with words; no skill opens the form."""

    skill: str = ""
    wish_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class PauseOffers:
    """Takes nobody new until a day."""

    until: date


@dataclass(frozen=True)
class NeverWith:
    """Is never matched with somebody, or may be again."""

    person_id: str
    is_lifted: bool = False


@dataclass(frozen=True)
class EndMentoring:
    """Takes one's ask back, or shows what may be ended."""


MentorIntent = ShowMentors | OfferHelp | WithdrawOffer | AskForHelp | PauseOffers | NeverWith | EndMentoring


def _show(text: str, _: Known) -> MentorIntent | None:
    skill = find_skill(text)
    return ShowMentors(skill) if skill is not None else None


def _offer(rest: str, _: Known) -> MentorIntent:
    found = _PLACES.match(rest)
    skill, places = (found[1], int(found[2])) if found else (rest, None)
    if not skill:
        raise BadInput("What do you offer? Write `/mentor offer discovery 2`.")
    return OfferHelp(_skill(skill), places)


def _skill(words: str) -> str:
    return find_skill(words) or read_skill(words.removeprefix("#"))


def _withdraw(rest: str, _: Known) -> MentorIntent:
    return WithdrawOffer(_skill(rest) if rest else "")


def _ask(rest: str, _: Known) -> MentorIntent:
    named = mentions(rest)
    if len(named) > 1:
        raise BadInput(f"Name one person at most. {HOW}")
    words = re.sub(MENTION, " ", rest).split()
    if not words:
        return AskForHelp(wish_id=named[0] if named else "")
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        skill = find_skill(" ".join(words[:count]))
        if skill is not None:
            return AskForHelp(skill, named[0] if named else "", " ".join(words[count:]))
    return AskForHelp(read_skill(words[0].removeprefix("#")))


def _pause(rest: str, today: Known) -> MentorIntent:
    told = _UNTIL.sub("", rest)
    if not told:
        raise BadInput("Until when? Write `/mentor pause until 12 Jan`.")
    return PauseOffers(read_due(told, today))


def _not(rest: str, _: Known) -> MentorIntent:
    return NeverWith(_one(rest))


def _again(rest: str, _: Known) -> MentorIntent:
    return NeverWith(_one(rest), is_lifted=True)


def _one(rest: str) -> str:
    named = mentions(rest)
    if len(named) != 1:
        raise BadInput("Name one person: `/mentor not with @ben`.")
    return named[0]


GRAMMAR = Grammar[MentorIntent, Known](
    "/mentor",
    Verb("", _show, usage="discovery", meaning="who offers help with a skill"),
    Verb(
        "ask",
        _ask,
        writes=True,
        usage="ask discovery [@grace] [words]",
        meaning="ask for help with a skill, of whoever suits best or of somebody you wish",
    ),
    Verb(
        "offer",
        _offer,
        writes=True,
        usage="offer discovery 2",
        meaning="offer help to so many at once; `withdraw discovery` takes it back",
    ),
    Verb("withdraw", _withdraw, writes=True),
    Verb("pause", _pause, writes=True, usage="pause until 12 Jan", meaning="take nobody new until then"),
    Verb(
        "not",
        _not,
        writes=True,
        usage="not with @ben",
        meaning="never be matched with somebody; you alone see it, and `again @ben` lifts it",
    ),
    Verb("again", _again, writes=True),
    Verb("end", alone(EndMentoring), writes=True, usage="end", meaning="take your ask back"),
    bare=ShowMentors,
    bare_meaning="your mentors and mentees, and who offers help",
    how=HOW,
)
