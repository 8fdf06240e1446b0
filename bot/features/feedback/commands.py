"""The words after `/feedback`. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.common.periods import normal_words
from bot.slack.text import MENTION, mentions

HOW = (
    "Write `/feedback @ben`, `/feedback note @ben`, `/feedback ask @ana`, "
    "`/feedback ask about @ben`, `/feedback inbox`, `/feedback sent` or `/feedback`."
)
_VERBS = {
    "": "give",
    "give": "give",
    "about": "give",
    "note": "note",
    "note about": "note",
    "ask": "ask",
    "ask about": "ask about",
}
_LISTS = {"": "list", "list": "list", "inbox": "inbox", "sent": "sent", "help": "help"}
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
class FeedbackIntent:
    """What somebody wants: list, inbox, sent, help; or give, note, ask about one person.

    `about_id` is "" where nobody was named yet. `asked_ids`: whom to ask. `words`: what else they wrote, for
    the form, in Slack's escaped form.
    """

    verb: str
    about_id: str = ""
    asked_ids: tuple[str, ...] = ()
    words: str = ""


def has_words(text: str) -> bool:
    """Whether a text has more than verbs and mentions: words that must not get lost."""
    return normal_words(re.sub(MENTION, " ", text)) not in {*_VERBS, *_LISTS}


def parse(text: str) -> FeedbackIntent:
    """The intent of the words after `/feedback`; none of them is `list`.

    BadInput: words without anybody they are about, or about several people.
    """
    text = text.strip()
    people, bare = mentions(text), normal_words(re.sub(MENTION, " ", text))
    if bare in _LISTS and (bare == "help" or not people):
        return FeedbackIntent(_LISTS[bare])
    asks = _ASK.match(text)
    if asks and bare not in _VERBS:
        return _ask(text[asks.end() :])
    if bare in _VERBS:
        return _bare(_VERBS[bare], text, people)
    if not people or bare in _LISTS:
        raise BadInput(f"I do not understand this. {HOW}")
    return _with_words(text, people)


def _bare(verb: str, text: str, people: Sequence[str]) -> FeedbackIntent:
    """Intent of a verb and mentions, and nothing else."""
    if verb == "ask about" and not text.lower().startswith("ask about"):
        return _ask(_ASK.sub("", text, count=1))
    if verb == "ask":
        return FeedbackIntent(verb, asked_ids=tuple(people))
    return _about_one(verb.removesuffix(" about"), people)


def _ask(rest: str) -> FeedbackIntent:
    """Intent of a request: whom to ask stands first, then whom it is about; later mentions are only words."""
    asked, rest = _leading(rest)
    about = _ABOUT.match(rest)
    if about is None:
        return FeedbackIntent("ask", asked_ids=asked, words=rest)
    whom, words = _leading(rest[about.end() :])
    if not whom:
        # "about <@U2>'s call": about U2, and the words are needed as they are.
        return _about_one("ask", mentions(rest[about.end() :])[:1], rest, asked)
    return _about_one("ask", whom, words, asked)


def _with_words(text: str, people: Sequence[str]) -> FeedbackIntent:
    notes = _NOTE.match(text)
    gives = None if notes else _GIVE.match(text)
    verb = notes or gives
    leading, words = _leading(text[verb.end() :] if verb else text)
    if leading and not verb:
        notes = _NOTE.match(words)
        words = words[notes.end() :] if notes else words
    return _about_one("note" if notes else "give", leading or people, words)


def _leading(text: str) -> tuple[tuple[str, ...], str]:
    """Mentioned ids that stand first, and the text after them."""
    found = _PEOPLE.match(text)
    return (tuple(mentions(found[1])), text[found.end() :]) if found else ((), text)


def _about_one(
    verb: str, people: Sequence[str], words: str = "", asked: tuple[str, ...] = ()
) -> FeedbackIntent:
    if len(people) > 1:
        raise BadInput(f"Feedback is about one person at a time: name the others without @. {HOW}")
    return FeedbackIntent(verb, people[0] if people else "", asked, words)
