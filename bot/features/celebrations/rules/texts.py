"""The sentences of celebrations in three tones; one `key` always gets one wording. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.common.text import listed
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone, Tier
from bot.features.ledger.rules.records import DealStatus, Gone

# The button below a celebration, whatever message it stands in.
CONGRATULATE = "celebrations.congratulate"
SIGNS: Mapping[str, str] = {
    CelebrationKind.goal: ":dart:",
    CelebrationKind.quota: ":trophy:",
    CelebrationKind.best: ":star2:",
    CelebrationKind.streak: ":fire:",
    CelebrationKind.first: ":seedling:",
    CelebrationKind.anniversary: ":confetti_ball:",
    CelebrationKind.birthday: ":birthday:",
    CelebrationKind.welcome: ":wave:",
    CelebrationKind.team: ":mountain:",
}
DEAL_SIGNS: Mapping[str, str] = {
    Tier.renewal: ":handshake:",
    Tier.small: ":tada:",
    Tier.medium: ":rocket:",
    Tier.large: ":gem:",
}
_W, _P, _F = CelebrationTone.warm, CelebrationTone.plain, CelebrationTone.playful
_DEALS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (Tier.renewal, _W): (
        "{who} kept {deal} with us{amount}. Well looked after.",
        "{deal} stays{amount}, thanks to {who}.",
    ),
    (Tier.renewal, _P): ("{who} renewed {deal}{amount}.",),
    (Tier.renewal, _F): ("{deal} could not live without us{amount}. Nicely done, {who}.",),
    (Tier.small, _W): ("{who} won {deal}{amount}. Well done!", "{deal} is ours{amount}, thanks to {who}."),
    (Tier.small, _P): ("{who} won {deal}{amount}.",),
    (Tier.small, _F): ("Ring the bell: {who} won {deal}{amount}!", "{deal} said yes to {who}{amount}!"),
    (Tier.medium, _W): ("{who} won {deal}{amount}: one of our larger ones. Great work!",),
    (Tier.medium, _P): ("{who} won {deal}{amount}, one of the larger deals.",),
    (Tier.medium, _F): (
        "Louder bell: {who} won {deal}{amount}!",
        "{who} and {deal}{amount}: that is a big one!",
    ),
    (Tier.large, _W): ("{who} won {deal}{amount}: one of our largest ever. What a day!",),
    (Tier.large, _P): ("{who} won {deal}{amount}, one of the largest deals.",),
    (Tier.large, _F): ("Stop everything: {who} won {deal}{amount}!",),
}
_OTHERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (CelebrationKind.goal, _W): ("{who} reached a goal: {what}. Congratulations!",),
    (CelebrationKind.goal, _P): ("{who} reached a goal: {what}.",),
    (CelebrationKind.goal, _F): ("Bullseye! {who} reached {what}.",),
    (CelebrationKind.quota, _W): ("{who} reached the quota of {what}. Congratulations!",),
    (CelebrationKind.quota, _P): ("{who} reached the quota of {what}.",),
    (CelebrationKind.quota, _F): ("{what}? Done, says {who}: the quota is met.",),
    (CelebrationKind.best, _W): ("{who} has a personal best: {what}.",),
    (CelebrationKind.best, _P): ("A personal best of {who}: {what}.",),
    (CelebrationKind.best, _F): ("New record by {who}: {what}!",),
    (CelebrationKind.streak, _W): ("{who} has met the week's target {what} weeks in a row. Steady hands!",),
    (CelebrationKind.streak, _P): ("{who} has met the week's target {what} weeks in a row.",),
    (CelebrationKind.streak, _F): ("{what} weeks in a row on target: {who} is on fire.",),
    (CelebrationKind.first, _W): ("The first deal of {who}! There will be many more.",),
    (CelebrationKind.first, _P): ("It is the first deal of {who}.",),
    (CelebrationKind.first, _F): ("{who} is on the board: a first deal!",),
    (CelebrationKind.anniversary, _W): ("{when} {who} has been with us for {what}. Thank you!",),
    (CelebrationKind.anniversary, _P): ("{when} {who} has been here for {what}.",),
    (CelebrationKind.anniversary, _F): ("{when} it is {what} of {who}. Time flies!",),
    (CelebrationKind.birthday, _W): ("{when} it is the birthday of {who}. All the best!",),
    (CelebrationKind.birthday, _P): ("{when} it is the birthday of {who}.",),
    (CelebrationKind.birthday, _F): ("{when} there is cake: happy birthday, {who}!",),
    (CelebrationKind.welcome, _W): ("{who} has joined {what}. Welcome!",),
    (CelebrationKind.welcome, _P): ("{who} has joined {what}.",),
    (CelebrationKind.welcome, _F): ("{what} gets reinforcement: hello, {who}!",),
    (CelebrationKind.team, _W): ("{who} did it together: {what}. Thank you all!",),
    (CelebrationKind.team, _P): ("{who}: {what}.",),
    (CelebrationKind.team, _F): ("{who} for the win: {what}!",),
}


@dataclass(frozen=True)
class CelebrationWords:
    """What a sentence needs, escaped: names, and by kind `tier` and `amount` of a deal, `when` of a date."""

    who: tuple[str, ...]
    what: str
    tier: str = ""
    amount: str = ""
    when: str = "Today"


def words_from(kept: Mapping[str, Any]) -> CelebrationWords:
    """The words of a celebration from its stored `facts`."""
    more = {name: kept[name] for name in ("tier", "amount", "when") if name in kept}
    return CelebrationWords(tuple(kept["who"]), kept["what"], **more)


def sentence(kind: CelebrationKind, told: CelebrationWords, tone: CelebrationTone, key: str) -> str:
    """Sentence of a celebration, in mrkdwn; `key` chooses among the wordings of a tone."""
    who = listed([f"*{name}*" for name in told.who])
    if kind is CelebrationKind.deal:
        variants, sign = _DEALS[told.tier, tone], DEAL_SIGNS[told.tier]
        amount = f" ({told.amount})" if told.amount else ""
        said = _one(variants, key).format(who=who, deal=f"*{told.what}*", amount=amount)
        return f"{sign} {said}"
    variants = _OTHERS[kind, tone]
    said = _one(variants, key).format(who=who, what=told.what, when=told.when)
    return f"{SIGNS[kind]} {said}"


def _one(variants: tuple[str, ...], key: str) -> str:
    return variants[crc32(key.encode()) % len(variants)]


def undone(kind: CelebrationKind, told: CelebrationWords, became: str) -> str:
    """Sentence that replaces a celebration which does not hold any more: calm, without blame.

    `became`: how its deal stands now, see `won_deals.standings`.
    """
    if kind is CelebrationKind.deal:
        fingers = f"Fingers crossed for {listed(list(told.who))}."
        ends = {
            DealStatus.OPEN.value: f"is open again. {fingers}",
            DealStatus.LOST.value: "is not won after all.",
            Gone.MERGED.value: "is one with another deal, which counts instead.",
        }
        return f":hourglass_flowing_sand: *{told.what}* {ends.get(became, 'is in the books no longer.')}"
    who = listed([f"*{name}*" for name in told.who])
    return f":hourglass_flowing_sand: {who}: the books have changed since, and it is close again."


def reason(kind: CelebrationKind, words: CelebrationWords) -> str:
    """Reason of a congratulation, as the kudos form has it filled in; in Slack's escaped form."""
    told = {
        CelebrationKind.deal: f"Congratulations on {words.what}!",
        CelebrationKind.goal: f"Congratulations on {words.what}!",
        CelebrationKind.quota: f"Congratulations on the quota of {words.what}!",
        CelebrationKind.best: "Congratulations on your personal best!",
        CelebrationKind.streak: f"Congratulations on {words.what} weeks in a row!",
        CelebrationKind.first: "Congratulations on your first deal!",
        CelebrationKind.anniversary: f"Thank you for {words.what}!",
        CelebrationKind.birthday: "Happy birthday!",
        CelebrationKind.welcome: "Welcome to the team!",
    }
    return told.get(kind, "Well done, all of you!")
