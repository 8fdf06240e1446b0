"""Metrics that no name stands for: "how much did ben close", "what is left to quota". Pure."""

from collections.abc import Sequence
from itertools import pairwise

from bot.features.ask.rules.words import word_set

_QUOTA = word_set("quota quotas target plan")
_AGAINST = word_set(
    """
    against hit hits hitting reach reached reaching meet meeting met towards toward percent % percentage
    attain achieved achieve achieving close vs versus far from over under above below make making made
    track
    """
)
_LEFT = word_set("left remaining remains gap short missing shortfall outstanding")
_NUMBER = word_set("number numbers")
_MAKES = word_set("make makes making hit hits hitting reach reaching")
_WHOSE = word_set("my his her our their your")
_NEED = word_set("need needs needed must required require")
_A_DAY = word_set("day daily week weekly")
_DEALS = word_set("deal deals close win sale sales")
_SHARE = word_set("percentage percent % share proportion fraction ratio")
_SIZE = word_set("size sizes value worth big large")
_ASKED_BY_HOW = (
    ("big", _DEALS, "deal size"),
    ("large", _DEALS, "deal size"),
    ("long", _DEALS, "sales cycle"),
    ("fast", _DEALS, "sales cycle"),
    ("quickly", _DEALS, "sales cycle"),
    ("often", _DEALS, "win rate"),
)
_SELLING = word_set(
    "close closed won win wins closes sell sold sign signed book booked make made bring brought"
)


def spoken_metric(texts: Sequence[str]) -> str:
    """The metric that these words ask for without its name; "" for none."""
    said, pairs = set(texts), set(pairwise(texts))
    if _is_required(said, pairs):
        return "required"
    if said & _QUOTA and said & _AGAINST:
        return "attainment"
    if said & _MAKES and any((whose, number) in pairs for whose in _WHOSE for number in _NUMBER):
        return "attainment"
    if said & {"deal", "deals"} and (told := _of_deals(said)):
        return told
    for how, things, metric in _ASKED_BY_HOW:
        if ("how", how) in pairs and things & said:
            return metric
    if ("how", "many") in pairs and "met" in said:
        return "meetings"
    if not _SELLING & said:
        return ""
    if ("how", "much") in pairs:
        return "bookings"
    return "deals won" if ("how", "many") in pairs else ""


def _of_deals(said: set[str]) -> str:
    """What is asked of deals, beside how many they are."""
    if said & _SHARE and said & _SELLING:
        return "win rate"
    return "deal size" if said & _SIZE and "win" not in said else ""


def _is_required(said: set[str], pairs: set[tuple[str, str]]) -> bool:
    """Whether what is left to sell is asked for."""
    if "more" in said and said & _QUOTA and ("how", "much") in pairs:
        return True
    if said & _LEFT and said & (_QUOTA | {"sell"}):
        return True
    asks = ("how", "much") in pairs or "what" in said
    return (
        asks
        and bool(said & _NEED or ("have", "to") in pairs)
        and bool(said & _SELLING)
        and bool(said & _A_DAY)
    )
