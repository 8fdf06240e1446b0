"""The words after `/feedback`. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.common.periods import normal_words
from bot.features.feedback.rules.facts import Side
from bot.framework.grammar import Grammar, Verb
from bot.slack.text import MENTION, mentions

HOW = (
    "Write `/feedback @ben`, `/feedback note @ben`, `/feedback ask @ana`, "
    "`/feedback ask about @ben`, `/feedback inbox`, `/feedback sent` or `/feedback`."
)
_GIVES = frozenset({"", "give", "about"})
_NOTES = frozenset({"note", "note about"})
_ASKS = frozenset({"ask", "ask about"})
_LISTS = frozenset({"", "list", "inbox", "sent"})
_GAP = r"[\s,;:–—-]*+"
# Ends the verb: neither "notes" nor "note-taking" is one.
_ENDS = r"(?![\w'’]|[–—-]+\w)"
# A note must never be sent: what begins with the word, before or after the name, is one.
_NOTE = re.compile(rf"note{_ENDS}{_GAP}(?:about{_GAP}(?=<@))?", re.IGNORECASE)
_ASK = re.compile(rf"ask{_ENDS}{_GAP}", re.IGNORECASE)
# These begin a sentence as well: they are verbs only right before somebody.
_GIVE = re.compile(rf"(?:give|about){_GAP}(?=<@)", re.IGNORECASE)
_ABOUT = re.compile(rf"about{_GAP}(?=<@)", re.IGNORECASE)
_BETWEEN = r"(?:[\s,;]|&amp;|(?i:and)\b)*+"
# `<@U2>'s call` is a sentence about U2, who stays in it.
_PEOPLE = re.compile(rf"({MENTION}(?:{_BETWEEN}{MENTION})*+)(?!['’]){_GAP}")


@dataclass(frozen=True)
class ListFeedback:
    """What the actor got and wrote lately, and what waits for them."""


@dataclass(frozen=True)
class ShowFeedbackPile:
    """All that the actor got, or all that they wrote."""

    side: Side


@dataclass(frozen=True)
class GiveFeedback:
    """The form in which a person is told something.

    `about_id` is "" where nobody was named yet. `words`: what else was written, in Slack's escaped form.
    """

    about_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class WriteNote:
    """The form of a note for oneself, with the fields of `GiveFeedback`."""

    about_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class AskFeedback:
    """The form in which others are asked; `about_id` "" is about oneself. `asked_ids`: whom to ask."""

    about_id: str = ""
    asked_ids: tuple[str, ...] = ()
    words: str = ""


FormIntent = GiveFeedback | WriteNote | AskFeedback
FeedbackIntent = ListFeedback | ShowFeedbackPile | FormIntent


def has_words(text: str) -> bool:
    """Whether a text has more than verbs and mentions: words that must not get lost."""
    return _bare_words(text) not in _GIVES | _NOTES | _ASKS | _LISTS


def _bare_words(text: str) -> str:
    return normal_words(re.sub(MENTION, " ", text))


def _pile(side: Side) -> Callable[[str, None], FeedbackIntent | None]:
    def read(text: str, _: None) -> FeedbackIntent | None:
        return ShowFeedbackPile(side) if normal_words(text) == side.value else None

    return read


def _list(text: str, _: None) -> FeedbackIntent | None:
    return ListFeedback() if normal_words(text) in ("", "list") else None


def _note(text: str, _: None) -> FeedbackIntent | None:
    return WriteNote(_one(mentions(text))) if _bare_words(text) in _NOTES else None


def _ask(text: str, _: None) -> FeedbackIntent | None:
    bare, asks = _bare_words(text), _ASK.match(text)
    if bare == "ask" or (bare == "ask about" and not text.lower().startswith("ask about")):
        return (
            AskFeedback(asked_ids=tuple(mentions(text)))
            if bare == "ask"
            else _asked(_ASK.sub("", text, count=1))
        )
    if bare == "ask about":
        return AskFeedback(_one(mentions(text)))
    return _asked(text[asks.end() :]) if asks and bare not in _GIVES | _NOTES else None


def _asked(rest: str) -> AskFeedback:
    """A request: whom to ask stands first, then whom it is about; later mentions are only words."""
    asked, rest = _leading(rest)
    about = _ABOUT.match(rest)
    if about is None:
        return AskFeedback(asked_ids=asked, words=rest)
    whom, words = _leading(rest[about.end() :])
    if not whom:
        # "about <@U2>'s call": about U2, and the words are needed as they are.
        return AskFeedback(_one(mentions(rest[about.end() :])[:1]), asked, rest)
    return AskFeedback(_one(whom), asked, words)


def _about(text: str, _: None) -> FeedbackIntent:
    """Words about one person, or nothing but verbs and mentions."""
    people, bare = mentions(text), _bare_words(text)
    if bare in _GIVES:
        return GiveFeedback(_one(people))
    if not people or bare in _LISTS:
        raise BadInput(f"I do not understand this. {HOW}")
    notes = _NOTE.match(text)
    gives = None if notes else _GIVE.match(text)
    verb = notes or gives
    leading, words = _leading(text[verb.end() :] if verb else text)
    if leading and not verb:
        notes = _NOTE.match(words)
        words = words[notes.end() :] if notes else words
    return (WriteNote if notes else GiveFeedback)(_one(leading or people), words)


def _leading(text: str) -> tuple[tuple[str, ...], str]:
    """Mentioned ids that stand first, and the text after them."""
    found = _PEOPLE.match(text)
    return (tuple(mentions(found[1])), text[found.end() :]) if found else ((), text)


def _one(people: Sequence[str]) -> str:
    if len(people) > 1:
        raise BadInput(f"Feedback is about one person at a time: name the others without @. {HOW}")
    return people[0] if people else ""


# A verb may stand before or after the person, so each reads the whole text.
GRAMMAR = Grammar[FeedbackIntent, None](
    "/feedback",
    Verb("", _list),
    Verb("", _ask, usage="ask @ana", meaning="ask how you are doing; managers: `ask about @ben`"),
    Verb("", _note, usage="note @ben", meaning="remember something, for yourself alone"),
    Verb("", _pile(Side.inbox), usage="inbox", meaning="what you got"),
    Verb("", _pile(Side.sent), usage="sent", meaning="what you wrote"),
    bare=ListFeedback,
    bare_meaning="what is new",
    otherwise=_about,
    sentences=(
        (
            "@ben",
            "tell them what they did, its effect, what could be better; the form says who will read it "
            "before you send it, and nobody else ever does, admins neither",
        ),
    ),
)
