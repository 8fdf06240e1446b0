"""What a message that mentions Pacer means for kudos, if anything; pure."""

import re

from bot.common.errors import Refusal
from bot.features.kudos.commands.intents import MessageIntent, OpenKudosForm, ShowKudosHelp
from bot.features.kudos.commands.parser import GRAMMAR, PLAIN_AT, is_amount_in
from bot.features.kudos.rules.giving import GiveKudos
from bot.slack.text import MENTION, mentions, pings_many
from bot.slack.text_limits import check_text

_THANKS = re.compile(r"\b(?:thank(?:s|ed|ing)?|thx|kudos|props|shout-?outs?)\b", re.IGNORECASE)
# `what a catch` is no question.
_ASKS = re.compile(
    r"(?:how|who|whom|whose|when|where|why|which|what(?!\s+an?\b)|is|are|was|were|does|do|did|can|could|will"
    r"|would|should|show|tell|list|compare)\b",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(r"\?[\s!?*_~)\"']*$")


def mention_intent(words: str, emoji: str) -> MessageIntent | None:
    """What these words beside the mention ask of kudos; None where they are about something else.

    A question about somebody is no thanks to them; thanks that end as one are `doubtful_thanks`.
    BadInput: meant as kudos, and not to be read so.
    """
    intent = _meant(words, emoji)
    return None if isinstance(intent, GiveKudos) and _ends_asking(words) else intent


def doubtful_thanks(words: str, emoji: str) -> GiveKudos | None:
    """The thanks that these words beside the mention may be, where they end in a question; None otherwise."""
    if not _ends_asking(words):
        return None
    try:
        intent = _meant(words, emoji)
    except Refusal:
        return None
    return intent if isinstance(intent, GiveKudos) else None


def _meant(words: str, emoji: str) -> MessageIntent | None:
    check_text(words)
    if not words or _is_question(words, emoji):
        return None
    intent = GRAMMAR.parse(words, emoji)
    if isinstance(intent, OpenKudosForm):
        return None
    names_somebody = bool(mentions(words)) or pings_many(words) or PLAIN_AT.search(words) is not None
    return None if isinstance(intent, ShowKudosHelp) and not names_somebody else intent


def is_about_kudos(words: str, emoji: str) -> bool:
    """Whether these words beside the mention are meant as kudos, well written or not."""
    try:
        return mention_intent(words, emoji) is not None
    except Refusal:
        return True


def _is_question(words: str, emoji: str) -> bool:
    thanks = _THANKS.search(words) or is_amount_in(words, emoji)
    return (_ends_asking(words) or bool(_ASKS.match(words))) and not thanks


def _ends_asking(words: str) -> bool:
    return _ENDS_ASKING.search(re.sub(MENTION, "", words)) is not None
