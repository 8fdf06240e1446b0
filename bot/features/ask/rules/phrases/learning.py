"""Questions that colleagues can answer: what to read, who helps, how others do it. Pure."""

import re
from collections.abc import Sequence

from bot.features.ask.rules.facts import AskIntent, Reading
from bot.features.ask.rules.phrases.vocabulary import HARD
from bot.features.ask.rules.words import word_set
from bot.features.skills.rules.rubric import find_skill

_OTHERS = (
    r"(?:the )?(?:others?|other (?:people|reps|sellers|teams)|(?:my |our )?colleagues|(?:my |our )?teammates|"
    r"people|everyone|everybody|(?:the )?(?:best|top)(?: (?:reps|sellers|performers))?)"
)
_HANDLE = (
    r"(?:handle|handling|deal with|dealt with|answer|answered|respond to|overcome|approach|approached|tackle|"
    r"get past|get around|react to|cope with|manage|win|do|run)"
)
_I = r"(?:i|we)"
_WITH = r"(?: (?:with|on|in|about|at|to))?"
_ABOUT = r"(?: (?:about|on|for|in))?"
_HELP = rf"(?:help|teach|show|coach|mentor)(?: me| us)?{_WITH}"
_READ = r"(?:read|learn|watch|study)"
_WHEN = r"(?: (?:about|on|for|against|with|when))?"
_THINGS = r"(?:resources?|readings?|courses?|trainings?|materials?)"
_BETTER = r"(?:learn|get better|become better|improve)(?: (?:more|my|at|in|on|about|with))*"
# What somebody asks, and behind it what about; the first that is found counts.
_ASKED: tuple[tuple[AskIntent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(rf"(?:^|\s)(?:{words})(?:\s+(?P<about>.+))?$"))
    for intent, words in (
        (AskIntent.play, rf"how (?:do|did|does|would|have|are) {_OTHERS} {_HANDLE}"),
        (
            AskIntent.play,
            rf"what (?:do|did|does|would) {_OTHERS} (?:do|say)(?: (?:about|against|for|with|when))?",
        ),
        (AskIntent.play, r"what (?:works|worked)(?: best)? (?:against|for|with|on|when)"),
        (
            AskIntent.play,
            r"(?:any|the|some|show|show me|find|find me|which|our) plays?(?: (?:for|on|about|against))?",
        ),
        (AskIntent.play, r"plays? (?:for|on|about|against)"),
        (AskIntent.mentor, rf"who (?:can|could|would|will|might|may) {_HELP}"),
        (AskIntent.mentor, rf"(?:anyone|anybody|someone|somebody)(?: who| that)? (?:can|could|to) {_HELP}"),
        (AskIntent.mentor, r"(?:a|my|find|any|the) mentors?(?: (?:for|in|on|with))?"),
        (AskIntent.mentor, r"who (?:is|are) (?:good|best|great|strong) (?:at|in|with)"),
        (AskIntent.learn, rf"what (?:should|can|could|shall|must|do|would) {_I} {_READ}{_ABOUT}"),
        (AskIntent.learn, rf"(?:anything|something|what) to {_READ}{_ABOUT}"),
        (AskIntent.learn, rf"(?:how (?:do|can|could|should) {_I}|want to|like to|need to) {_BETTER}"),
        (AskIntent.learn, rf"(?:any|some|the|good|find|show me) {_THINGS}{_ABOUT}"),
        (AskIntent.learn, rf"{_THINGS} (?:for|on|about)"),
    )
)
# Words that name a skill as well.
_MEANT = {
    "cold calling": "calling",
    "cold calls": "calling",
    "demos": "value",
    "demoing": "value",
    "objection handling": "objections",
    "handling objections": "objections",
    "negotiating": "negotiation",
    "forecasting": "forecast",
    "renewal": "renewal",
    "renewals": "renewal",
    "prospects": "prospecting",
    "upselling": "expansion",
}
_AROUND = re.compile(
    r"^(?:(?:a|an|the|my|our|some|any|doing|running|better) )+"
    r"|(?: ?\b(?:please|better|more|here|skills?|today|now|(?:are|is) there|do we have))+$"
)
_LITTLE = word_set(
    """
    a an the is are was were be it its this that these those of to in on at for from with by about as and or
    up out over come comes came coming they them their we us our i me my you your when who how what
    """
)
_ONESELF = re.compile(r"(?:me|us|myself)\b")
# These may turn a sentence round elsewhere, and do not here: "get better at", "what works against".
_PLAIN_HERE = frozenset({"better", "against"})
# Without a skill these say too little: "how do I improve my win rate", "who can help me with my password".
_NEEDS_SKILL = frozenset({AskIntent.learn, AskIntent.mentor})
_PLAIN = {
    AskIntent.learn: re.compile(r"\b(?:read|watch|learn|study|resources?|courses?|trainings?)\b"),
    AskIntent.mentor: re.compile(r"\bmentors?\b"),
}


def learning_asked(texts: Sequence[str]) -> Reading | None:
    """What a sentence of these words asks of colleagues; None, where it asks for something else.

    A skill is told by its key behind `#`; of plays other words may be asked.
    """
    if set(texts) & (HARD - _PLAIN_HERE):
        return None
    said = " ".join(texts)
    for intent, pattern in _ASKED:
        found = pattern.search(said)
        if found is not None:
            return _read(intent, found[0], _AROUND.sub("", found["about"] or ""))
    return None


def _read(intent: AskIntent, said: str, about: str) -> Reading | None:
    if _ONESELF.match(about):
        return None
    skill = find_skill(_MEANT.get(about, about)) if about else None
    if skill is not None:
        return Reading(intent, free=f"#{skill}")
    if intent in _NEEDS_SKILL:
        return None if about or not _PLAIN[intent].search(said) else Reading(intent)
    # All words of a play's query must be there: those that say nothing are left out.
    return Reading(intent, free=" ".join(word for word in about.split() if word not in _LITTLE))
