"""Nouns that say what a sentence is about, whatever else it says: "my goals" is no sheet. Pure."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from bot.features.ask.rules.facts import AskIntent, Slots
from bot.features.ask.rules.words import word_set

T = TypeVar("T")
# Words of which one is enough, and the intents that are about it.
_FAMILIES = tuple(
    (word_set(words), frozenset(intents))
    for words, intents in (
        (
            "goal goals objective objectives okr okrs targets milestone milestones",
            (AskIntent.goals, AskIntent.goal, AskIntent.checkin),
        ),
        (
            "kudos kudo thanks props appreciated recognized recognised thanked praise praised recognition "
            "shoutout points",
            (AskIntent.thank, AskIntent.my_kudos, AskIntent.thanked, AskIntent.help),
        ),
        (
            "feedback",
            (
                AskIntent.feedback,
                AskIntent.ask_feedback,
                AskIntent.inbox,
                AskIntent.record,
                AskIntent.evidence,
            ),
        ),
        ("review reviews appraisal appraisals", (AskIntent.reviews, AskIntent.evidence, AskIntent.record)),
        ("contest contests competition competitions spiff spiffs prize prizes", (AskIntent.contests,)),
        (
            "leaderboard ranking rankings rank ranks ranked standings league scoreboard board podium",
            (AskIntent.board, AskIntent.thanked),
        ),
        ("1:1 agenda coaching", (AskIntent.one_to_one, AskIntent.topic, AskIntent.thank)),
        (
            "talk discuss topic topics",
            (AskIntent.topic, AskIntent.one_to_one, AskIntent.team),
        ),
        ("think thinks opinion thoughts", (AskIntent.ask_feedback, AskIntent.feedback)),
        ("pulse anonymous anonymously survey surveys", (AskIntent.pulse,)),
        (
            "stuck blocked blockers struggling struggle underperforming lagging trouble",
            (AskIntent.team, AskIntent.checkin),
        ),
        ("achievements accomplishments evidence achieved accomplished", (AskIntent.evidence,)),
        (
            "vacation holiday holidays pto settings",
            (AskIntent.settings,),
        ),
        (
            "notifications reminders",
            (AskIntent.settings, AskIntent.quiet),
        ),
        ("data information privacy gdpr", (AskIntent.record,)),
        ("snooze mute dnd quiet silent silence disturb pings ping peace pause", (AskIntent.quiet,)),
    )
)
_KUDOS = word_set("kudos kudo thanks props praise recognition appreciation")
_BOARDS = word_set("leaderboard ranking rankings rank ranks standings league scoreboard board podium")
_OF_CHECKIN = frozenset({AskIntent.checkin, AskIntent.team, AskIntent.goals})
_OF_METRIC = frozenset({AskIntent.metric, AskIntent.board})
# Things of which each has a page of its own, whatever else is said.
_THINGS = word_set(
    "goal goals objective objectives okr okrs feedback review reviews appraisal appraisals contest contests "
    "kudos 1:1 agenda pulse survey surveys leaderboard ranking"
)
_RANKS = word_set("leaderboard ranking rankings rank ranks ranked standings league scoreboard podium")
_PLANS = word_set("goal target objective by aim")
_OF_GOAL = frozenset({AskIntent.goals, AskIntent.checkin})


def about(texts: Sequence[str], slots: Slots) -> frozenset[AskIntent]:
    """The intents that the nouns of a sentence leave; none, where they say nothing."""
    said = set(texts)
    if said & _KUDOS and said & _BOARDS:
        return frozenset({AskIntent.thanked})
    found = {intent for words, intents in _FAMILIES if words & said for intent in intents}
    if ("check", "in") in pairwise(texts):
        found |= _OF_CHECKIN
    if slots.goal:
        found |= _OF_GOAL
    is_ranked = said & _RANKS
    if slots.metric and not is_ranked and not (slots.is_loose and found):
        found |= _OF_METRIC
    if slots.metric and slots.is_loose and not found - _OF_METRIC:
        return frozenset()
    if slots.metric and said & _PLANS:
        found.add(AskIntent.goal)
    return frozenset(found)


def kept(scores: Mapping[AskIntent, T], intents: frozenset[AskIntent]) -> dict[AskIntent, T]:
    """The scores of these intents; all, where none of them is there."""
    left = {intent: score for intent, score in scores.items() if intent in intents}
    return left or dict(scores)


def is_elsewhere(texts: Sequence[str], intent: AskIntent) -> bool:
    """Whether a thing is named of which this intent tells nothing."""
    return any(
        intent not in {each for words, intents in _FAMILIES if thing in words for each in intents}
        for thing in _THINGS & set(texts)
    )
