"""The words after `/coach`. Pure."""

import difflib
import re
from collections.abc import Callable
from datetime import date, time

from bot.common.cadences import MOST_WEEKS
from bot.common.dates import find_past_day, weekday_named
from bot.common.due_days import read_due
from bot.common.errors import BadInput
from bot.features.coaching.commands.intents import (
    AddItem,
    AddTopic,
    ChangeCoachingSettings,
    CoachingIntent,
    DropItem,
    FinishItem,
    MoveTalk,
    NoteToSelf,
    PauseSeries,
    PostponeItem,
    ResumeSeries,
    SayHeld,
    SetRhythm,
    ShowCoaching,
    ShowPair,
    ShowTalkHistory,
    SkipTalk,
    StopSeries,
    UnknownCoaching,
)
from bot.features.coaching.rules.cadence import USUAL, Rhythm, checked
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import MENTION, mentions, typed_excerpt

_ALIKE = 0.6
_FIRST = re.compile(rf"({MENTION})\s+(\S+)\s*(.*)", re.DOTALL)
_LEADING = re.compile(rf"{MENTION}[\s,:]*")
_NUMBER = re.compile(r"[aA]([0-9]{1,9})")
_TIME = re.compile(r"(?:at\s+)?([0-9]{1,2}):([0-9]{2})")
_RHYTHM = re.compile(
    r"(?:(?P<weeks>[0-9]{1,3}|two|three|four)\s+weeks?|(?:other|second)\s+week|week)?\s*(?:on\s+)?"
    r"(?P<day>[a-z]+)\s+(?:at\s+)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:\s+(?:for\s+)?(?P<minutes>[0-9]{1,4})\s*m(?:in(?:ute)?s?)?)?",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4}
HOW_OFTEN = "Write `/coach @ben every 2 weeks tuesday 10:00`."
Known = date


def _mention_behind(text: str) -> str:
    """The text with its first word before the person whom it begins with: `skip @ben` for `@ben skip`."""
    words = text.strip()
    found = _FIRST.fullmatch(words)
    return f"{found[3]} {found[1]} {found[4]}".strip() if found else words


def _whom(text: str) -> tuple[str, str]:
    """Who is named first, "" for nobody, and the words after that."""
    found = _LEADING.match(text)
    return (mentions(found[0])[0], text[found.end() :].strip()) if found else ("", text.strip())


def _simple(intent: Callable[[str], CoachingIntent]) -> Callable[[str, Known], CoachingIntent | None]:
    """Reads a verb after which at most a person stands."""

    def read(rest: str, _: Known) -> CoachingIntent | None:
        whom, words = _whom(rest)
        return None if words else intent(whom)

    return read


def _every(rest: str, _: Known) -> CoachingIntent:
    whom, words = _whom(rest)
    found = _RHYTHM.fullmatch(" ".join(words.lower().split()))
    weekday = weekday_named(found["day"]) if found else None
    if found is None or weekday is None:
        raise BadInput(f"I cannot read “{typed_excerpt(words)}”. {HOW_OFTEN}")
    if int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise BadInput(f"{found['hour']}:{found['minute']} is no time of the day. {HOW_OFTEN}")
    told = found["weeks"] or ("2" if re.match("other|second", words.lower()) else "1")
    weeks = _COUNTS.get(told) or int(told)
    if not 1 <= weeks <= MOST_WEEKS:
        raise BadInput(f"Write 1 to {MOST_WEEKS} weeks. {HOW_OFTEN}")
    at = time(int(found["hour"]), int(found["minute"]))
    return SetRhythm(whom, checked(Rhythm(weeks, weekday, at, int(found["minutes"] or USUAL))))


def _pause(rest: str, today: Known) -> CoachingIntent:
    whom, words = _whom(rest)
    told = re.sub(r"^(?:until|till|to)\s+", "", words, flags=re.IGNORECASE)
    if not told:
        raise BadInput("Until when? Write `/coach @ben pause until 12 Jan`.")
    return PauseSeries(whom, read_due(told, today))


def _move(rest: str, today: Known) -> CoachingIntent:
    whom, words = _whom(rest)
    told = re.sub(r"^to\s+", "", words, flags=re.IGNORECASE)
    at, found = None, _TIME.search(told)
    if found:
        if int(found[1]) > 23 or int(found[2]) > 59:
            raise BadInput(f"{found[1]}:{found[2]} is no time of the day.")
        at = time(int(found[1]), int(found[2]))
        told = f"{told[: found.start()]} {told[found.end() :]}".strip()
    if not told:
        return MoveTalk(whom, today if at else None, at)
    return MoveTalk(whom, read_due(told, today), at)


def _topic(rest: str, _: Known) -> CoachingIntent:
    return AddTopic(*_whom(rest))


def _private(rest: str, _: Known) -> CoachingIntent | None:
    whom, words = _whom(rest)
    found = re.match(r"topic\b[\s:]*(.*)", words, re.IGNORECASE | re.DOTALL)
    if found is None:
        return None
    named, told = _whom(found[1])
    return AddTopic(whom or named, told, is_private=True)


def _note(rest: str, _: Known) -> CoachingIntent:
    whom, words = _whom(re.sub(r"^about\s+", "", rest, flags=re.IGNORECASE))
    if not whom:
        raise BadInput("Name the person: `/coach note @ben ...`.")
    return NoteToSelf(whom, words)


def _action(rest: str, _: Known) -> CoachingIntent:
    found = re.match(r"me\b[\s,:]*", rest, re.IGNORECASE)
    whom, words = _whom(rest[found.end() :] if found else rest)
    return AddItem(whom, words, is_own=bool(found) or not whom)


def _numbered(intent: Callable[[int], CoachingIntent]) -> Callable[[str, Known], CoachingIntent]:
    def read(rest: str, _: Known) -> CoachingIntent:
        found = _NUMBER.fullmatch(rest.strip())
        if found is None:
            raise BadInput("Name the action by its number, such as A12.")
        return intent(int(found[1]))

    return read


def _postpone(text: str, today: Known) -> CoachingIntent | None:
    number, _, rest = text.partition(" ")
    found = _NUMBER.fullmatch(number)
    told = re.sub(r"^(?:to|by|until)\s+", "", rest.strip(), flags=re.IGNORECASE)
    if found is None or not told:
        return None
    return PostponeItem(int(found[1]), read_due(told, today))


def _held(rest: str, today: Known) -> CoachingIntent:
    whom, words = _whom(rest)
    if not words:
        return SayHeld(whom, None)
    day = today if words.lower() == "today" else find_past_day(re.sub(r"^on\s+", "", words), today)
    if day is None:
        raise BadInput(f"I cannot read “{typed_excerpt(words)}”: write yesterday, tuesday or 24 Nov.")
    return SayHeld(whom, day)


def _otherwise(text: str, _: Known) -> CoachingIntent:
    whom, words = _whom(text)
    if whom and not words:
        return ShowPair(whom)
    word = words.partition(" ")[0]
    near = difflib.get_close_matches(word.lower(), GRAMMAR.words, n=1, cutoff=_ALIKE)
    if not near and not whom and " " not in words:
        raise BadInput(f"*{typed_excerpt(word)}* is nobody: pick the person from Slack's list.")
    return UnknownCoaching(typed_excerpt(word), near[0] if near else "")


GRAMMAR = Grammar[CoachingIntent, Known](
    "/coach",
    Verb(
        "every",
        _every,
        also=("weekly",),
        writes=True,
        usage="@ben every 2 weeks tuesday 10:00",
        meaning="when your 1:1s are; a length such as `45 min` may follow",
    ),
    Verb(
        "topic",
        _topic,
        writes=True,
        usage="topic discount handling",
        meaning="put it on the agenda; `private topic ...` is yours alone until you share it",
    ),
    Verb("private", _private, writes=True),
    Verb(
        "action",
        _action,
        writes=True,
        usage="action @ben recap mail by friday #discovery",
        meaning="who does what until when; `action me ...` is your own",
    ),
    Verb("held", _held, writes=True, usage="held [@ben] [yesterday]", meaning="say that you talked"),
    Verb("move", _move, writes=True, usage="move to thursday 14:00", meaning="move the next 1:1"),
    Verb("skip", _simple(SkipTalk), writes=True, usage="skip", meaning="leave the next 1:1 out"),
    Verb(
        "pause",
        _pause,
        writes=True,
        usage="@ben pause until 12 Jan",
        meaning="no 1:1s until then; `resume` goes on, `stop` ends them",
    ),
    Verb("resume", _simple(ResumeSeries), writes=True),
    Verb("stop", _simple(StopSeries), writes=True),
    Verb(
        "done",
        _numbered(FinishItem),
        writes=True,
        usage="done A12",
        meaning="an action is done; `A12 to 9 Dec` gives it a new day, `drop A12` drops it",
    ),
    Verb("drop", _numbered(DropItem), writes=True),
    Verb("note", _note, writes=True, usage="note @ben", meaning="remember something, for yourself alone"),
    Verb(
        "history",
        _simple(ShowTalkHistory),
        writes=True,
        usage="history [@ben]",
        meaning="all your talks as a page",
    ),
    Verb("settings", alone(ChangeCoachingSettings)),
    Verb("", _postpone, writes=True),
    bare=ShowCoaching,
    bare_meaning="your 1:1s and what is to do until the next",
    otherwise=_otherwise,
    otherwise_writes=lambda text: bool(_NUMBER.match(text)),
    tidy=_mention_behind,
)
