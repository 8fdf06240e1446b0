"""What people write after /kudos, as an intent.

The first word is a verb only if all that follows fits that verb; otherwise, with somebody mentioned, it is a
kudos: `help me thank <@U2>` thanks U2, `top <@U2>` shows U2's place. `private` fits before any kudos.
"""

import re
from collections.abc import Callable

from bot.common.emoji_names import names_of
from bot.common.errors import BadInput
from bot.common.periods import PERIOD_WORDS, normal_words
from bot.features.kudos.commands.intents import (
    DEFAULT_PERIOD,
    Intent,
    Me,
    OpenKudosForm,
    ShowKudosHelp,
    Top,
    UndoKudos,
    Values,
)
from bot.features.kudos.rules.giving import GiveKudos, check_points
from bot.framework.grammar import Grammar, Verb
from bot.slack.text import MENTION, mentions, pings_many, typed_excerpt

PRIVATE = "private"
# An emoji is no colon.
_COLON = r":(?![\w+'-]++:)"
# In whatever signs it is set: in doubt, too little is told. `private-label` and `privately` are other words.
_PRIVATE = re.compile(rf"[\W_]*+{PRIVATE}(?![-'’]?[^\W_])(?:[,;.!)*_~`”\"']|{_COLON})*+\s*+", re.IGNORECASE)
# Possessive (`*+`): a long run of people must not be read again from each of its members.
_BETWEEN = r"\s*+(?:(?:[,;/，、]|(?i:and)\b|&amp;|[+＋](?!\d))\s*+)*+"
_PEOPLE = rf"{MENTION}(?:{_BETWEEN}{MENTION})*+"
# `<@U2>'s call` is a sentence about U2, who stays in it.
_LEADING_PEOPLE = re.compile(rf"{_PEOPLE}(?!['’])")
# `-30% churn` begins with no dash.
_CONNECTIVES = re.compile(
    rf"(?:\s++|[,;，、：；]++|{_COLON}|[–—-]++(?![\d.$€£])|for(?=[\s:,]|$))++", re.IGNORECASE
)
# Not within a link or an escape; Slack makes a channel of a tag that is named like one.
_TAG = re.compile(r"(?<![\w&</=?#%])#([^\W_][\w-]{0,63})|<#[CG][A-Z0-9]+\|([^\W_][\w-]{0,63})>")
# A person whom somebody typed without picking them from the list.
PLAIN_AT = re.compile(r"(?<![\w@])@([\w.-]+)")
# A number that is a word of its own: `+3`, but neither `+3%` nor `+3.5 points`.
_NUMBER = r"(?i:[+＋x×ｘ✕])\d++(?=\s|$|[<，、。：；！]|[,;:.!)–—-]{1,3}(?:\s|$))"
_MOST_AMOUNTS = 50


def parse_top(rest: str) -> Top | None:
    """A board from what follows `top`, in any order; None when there is anything else in it."""
    people = mentions(rest)
    words = normal_words(re.sub(MENTION, " ", rest))
    givers = re.search(r"\bgivers\b", words) is not None
    period = normal_words(re.sub(r"\b(givers|receivers)\b", " ", words)) or DEFAULT_PERIOD
    if period not in PERIOD_WORDS or len(people) > 1:
        return None
    return Top(period, people[0] if people else None, givers)


def _alone(verb: str, intent: Intent) -> Callable[[str, str], Intent | None]:
    """The verb with nothing or nobody but people after it, who do not go with it."""

    def read(rest: str, _: str) -> Intent | None:
        if re.sub(_PEOPLE, "", rest):
            return None
        return intent if not rest or isinstance(intent, ShowKudosHelp) else _not_alone(verb)

    return read


def _not_alone(verb: str) -> ShowKudosHelp:
    return ShowKudosHelp(f"Nobody goes with /kudos {verb}: it stands alone. To thank somebody, say what for.")


def _free(words: str, emoji: str) -> Intent:
    if not mentions(words):
        return _nobody(words)
    private = _PRIVATE.match(words)
    return _give(words[private.end() :] if private else words, emoji, private=private is not None)


def _nobody(words: str) -> Intent:
    if pings_many(words):
        raise BadInput("Kudos go to people by name: @channel, @here and user groups cannot receive them.")
    at = PLAIN_AT.search(words)
    if at:
        return ShowKudosHelp(
            f"I don't know who “@{typed_excerpt(at[1])}” is. "
            "Type @ and pick the person from the list that Slack shows."
        )
    first = words.split()[0].lower()
    if first == "top":
        periods = ", ".join(PERIOD_WORDS)
        raise BadInput(f"I know no such board. Write /kudos top, @name or givers, and one of: {periods}.")
    if first in GRAMMAR.words:
        return ShowKudosHelp()
    return ShowKudosHelp("I see nobody to thank in that. Begin with the person: /kudos @name what they did.")


def _give(words: str, emoji: str, *, private: bool) -> GiveKudos:
    face = _face(emoji)
    people = _people_with_amounts(face)
    beside = [side for found in people.finditer(words) for side in (found["left"], found["right"]) if side]
    points = {check_points(amount) for amounts in beside for amount in _amounts(amounts, face)}
    if len(points) > 1:
        raise BadInput(
            "There are two different amounts in that. Give everybody the same, or write two kudos."
        )
    reason = _reason(people.sub(lambda found: found["people"], words).strip())
    return GiveKudos(tuple(mentions(words)), points.pop() if points else 1, reason, tags_in(reason), private)


def _reason(words: str) -> str:
    # People to begin with are cut; a sentence that begins otherwise is kept whole; a lone "for" says nothing.
    people = _LEADING_PEOPLE.match(words)
    reason = _after_connectives(words[people.end() :]) if people else words
    return reason if _after_connectives(re.sub(MENTION, " ", reason)) else ""


def _after_connectives(words: str) -> str:
    connectives = _CONNECTIVES.match(words)
    return (words[connectives.end() :] if connectives else words).strip()


def _face(emoji: str) -> str:
    names = "|".join(re.escape(name) for name in names_of(emoji))
    return rf":(?:{names}):(?::skin-tone-[2-6]:)?+"


def _people_with_amounts(face: str) -> re.Pattern[str]:
    amount = rf"(?:{_NUMBER}|{face})"
    amounts = rf"{amount}(?:\s*+{amount}){{0,{_MOST_AMOUNTS}}}+"
    left = rf"(?:(?<!\w)(?P<left>{amounts})\s*+)?"
    right = rf"(?:\s*+(?:[,;，、：]|{_COLON})?\s*+(?P<right>{amounts}))?"
    return re.compile(f"{left}(?P<people>{_PEOPLE}){right}")


def _amounts(beside: str, face: str) -> set[int]:
    numbers, faces = re.subn(face, " ", beside)
    amounts = {int(digits[:9]) for digits in re.findall(r"\d+", numbers)}
    # One emoji beside a number says what is counted: `+2 :taco:` are two.
    return amounts if amounts and faces < 2 else amounts | {faces}


def is_amount_in(words: str, emoji: str) -> bool:
    """Whether a number of points, or the kudos emoji, stands beside somebody in these words."""
    found = _people_with_amounts(_face(emoji)).finditer(words)
    return any(each["left"] or each["right"] for each in found)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in these words, in lower case, each once."""
    return tuple(dict.fromkeys((tag or channel).lower() for tag, channel in _TAG.findall(text)))


# What it knows is the workspace's kudos emoji: repeated beside the people, it counts points.
GRAMMAR = Grammar[Intent, str](
    "/kudos",
    Verb(
        "top",
        lambda rest, _: parse_top(rest),
        usage="top this month",
        meaning="a board; also `top givers last month`, `top @ben`",
    ),
    Verb("me", _alone("me", Me()), usage="me", meaning="yours, and what you can give today"),
    Verb(
        "undo",
        _alone("undo", UndoKudos()),
        writes=True,
        usage="undo",
        meaning="take it back within 10 minutes",
    ),
    Verb("values", _alone("values", Values()), usage="values", meaning="kudos by company value"),
    Verb("help", _alone("help", ShowKudosHelp())),
    bare=OpenKudosForm,
    otherwise=_free,
    sentences=(
        ("@ben closed Acme in a day", "thank somebody"),
        ("@ben @dana +2 shipped the pricing page #teamwork", "several people, more points, a value"),
        ("private @ben thank you for covering for me", "only between you"),
    ),
    otherwise_writes=lambda words: bool(mentions(words)),
)
