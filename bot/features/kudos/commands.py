"""What people write after /kudos, and what they fill into its form, as an intent.

The first word is a verb only if all that follows fits that verb; otherwise, with somebody mentioned, it is a
kudos: `help me thank <@U2>` thanks U2, `top <@U2>` shows U2's place.
"""

import re
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.common.periods import PERIOD_WORDS, normal_words
from bot.slack.text import MENTION, escape, mentions, pings_many

MAX_POINTS = 5
DEFAULT_PERIOD = "this month"
PRIVATE = "private"


@dataclass(frozen=True)
class GiveKudos:
    """Thank these people. `reason` is escaped text; `values` are the tags in it, in lower case."""

    recipients: tuple[str, ...]
    points: int
    reason: str
    values: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class OpenForm:
    """The bare command."""


@dataclass(frozen=True)
class Undo:
    """Take the newest kudos back."""


@dataclass(frozen=True)
class Top:
    """A board: of `period_words`, with the place of `person` (None: one's own), of givers or receivers."""

    period_words: str = DEFAULT_PERIOD
    person: str | None = None
    givers: bool = False


@dataclass(frozen=True)
class Me:
    """One's own picture."""


@dataclass(frozen=True)
class Values:
    """The company values."""


@dataclass(frozen=True)
class Help:
    """How to write it; `reason` tells why, when nobody asked for it."""

    reason: str | None = None


Intent = GiveKudos | OpenForm | Undo | Top | Me | Values | Help

_WORDS: dict[str, Intent] = {"help": Help(), "me": Me(), "values": Values(), "undo": Undo()}
# Possessive (`*+`): a long run of people must not be read again from each of its members.
_BETWEEN = r"\s*+(?:,|and\b|&amp;|\+(?!\d))?\s*+"
_PEOPLE = rf"{MENTION}(?:{_BETWEEN}{MENTION})*+"
_CONNECTIVES = re.compile(r"^(?:[\s,:;–—-]+|for\b)+", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&])#([a-z0-9][\w-]{0,63})|<#[CG][A-Z0-9]+\|([a-z0-9][\w-]{0,63})>", re.IGNORECASE)
_PLAIN_AT = re.compile(r"(?<![\w@])@([\w.-]+)")


def parse(text: str, *, emoji: str) -> Intent:
    """The intent of what follows /kudos; BadInput, with a sentence, for what cannot be meant.

    `emoji` is the workspace's kudos emoji: repeated beside the people, it counts points.
    """
    words = text.strip()
    if not words:
        return OpenForm()
    verb, _, rest = words.partition(" ")
    intent = _verb(verb.lower(), rest.strip(), emoji)
    if intent is not None:
        return intent
    if mentions(words):
        return _give(words, emoji, private=False)
    return _nobody(words)


def changes_something(text: str) -> bool:
    """Whether this text is a deed, rather than a question; the emoji makes no difference to that."""
    try:
        return isinstance(parse(text, emoji=""), GiveKudos | Undo)
    except BadInput:
        return True


def parse_top(rest: str) -> Top | None:
    """A board from what follows `top`, in any order; None when there is anything else in it."""
    people = mentions(rest)
    words = normal_words(re.sub(MENTION, " ", rest))
    givers = re.search(r"\bgivers\b", words) is not None
    period = normal_words(re.sub(r"\b(givers|receivers)\b", " ", words)) or DEFAULT_PERIOD
    if period not in PERIOD_WORDS or len(people) > 1:
        return None
    return Top(period, people[0] if people else None, givers)


def from_form(
    recipients: tuple[str, ...], *, points: str | None, reason: str, value: str | None, private: bool
) -> GiveKudos:
    """The intent of a filled form; `reason` is raw, as a form's field is. BadInput names its field."""
    if not recipients:
        raise BadInput("Choose at least one person to thank.", field="recipients")
    text = escape(reason.strip())
    tags = _tags(f"{text} #{value}" if value else text)
    return GiveKudos(tuple(dict.fromkeys(recipients)), _checked(int(points or 1)), text, tags, private)


def _verb(verb: str, rest: str, emoji: str) -> Intent | None:
    if verb in _WORDS and not rest:
        return _WORDS[verb]
    if verb == "top":
        return parse_top(rest)
    if verb == PRIVATE and re.match(_PEOPLE, rest):
        return _give(rest, emoji, private=True)
    return None


def _nobody(words: str) -> Intent:
    if pings_many(words):
        raise BadInput("Kudos go to people by name: @channel, @here and user groups cannot receive them.")
    first = words.split()[0].lower()
    if first == "top":
        raise BadInput(f"I know no such board. Write /kudos top and one of: {', '.join(PERIOD_WORDS)}.")
    at = _PLAIN_AT.search(words)
    if at:
        return Help(
            f"I don't know who “@{at[1]}” is. Type @ and pick the person from the list that Slack shows."
        )
    if first in _WORDS:
        return Help()
    return Help("I see nobody to thank in that. Begin with the person: /kudos @name what they did.")


def _give(words: str, emoji: str, *, private: bool) -> GiveKudos:
    people = _people_with_amounts(emoji)
    amounts = [
        amount for found in people.finditer(words) for amount in (found["left"], found["right"]) if amount
    ]
    points = {_points(amount) for amount in amounts}
    if len(points) > 1:
        raise BadInput(
            "There are two different amounts in that. Give everybody the same, or write two kudos."
        )
    reason = people.sub(lambda found: found["people"], words)
    reason = _CONNECTIVES.sub("", re.sub(rf"^\s*{_PEOPLE}", "", reason)).strip()
    return GiveKudos(tuple(mentions(words)), points.pop() if points else 1, reason, _tags(reason), private)


def _people_with_amounts(emoji: str) -> re.Pattern[str]:
    face = f":{re.escape(emoji)}:"
    amount = rf"(?:\+\d++|x\d++|{face}(?:\s*+{face})*+)"
    left = rf"(?:(?<!\w)(?P<left>{amount})\s*+)?"
    right = rf"(?:\s*+(?P<right>{amount})(?![\w+]))?"
    return re.compile(f"{left}(?P<people>{_PEOPLE}){right}", re.IGNORECASE)


def _points(amount: str) -> int:
    number = re.fullmatch(r"[+x](\d+)", amount, re.IGNORECASE)
    return _checked(int(number[1][:9]) if number else amount.count(":") // 2)


def _checked(points: int) -> int:
    if not 1 <= points <= MAX_POINTS:
        raise BadInput(
            f"A kudos is worth 1 to {MAX_POINTS} points, not {points:,}. Write it as +{MAX_POINTS}."
        )
    return points


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((tag or channel).lower() for tag, channel in _TAG.findall(text)))
