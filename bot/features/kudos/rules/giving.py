"""What may be given and undone: pure decisions."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.errors import BadInput, NotAllowed, Refusal, TooLong
from bot.common.text import plural
from bot.features.kudos.rules.settings import MAX_REASON, KudosSettings
from bot.features.people.rules import Person
from bot.slack.text import MENTION, mentions, plain

MAX_POINTS = 5
UNDO_WITHIN = timedelta(minutes=10)
# What is behind the thanks: a line of its own, or "sent with", "via", "using" somebody.
_FOOTER = re.compile(
    r"(?:\n|(?<=[.!)\s])(?:[–—-]\s*)?(?i:(?:sent|posted|shared|made|created)\s+)?(?i:via|using|with|from|by)\s+)"
    rf"[^<\n]{{0,40}}{MENTION}[^\n]{{0,40}}\Z"
)


@dataclass(frozen=True)
class GiveKudos:
    """Intent: thank these people. `reason` is escaped text; `values` are the tags in it, in lower case."""

    recipients: tuple[str, ...]
    points: int
    reason: str
    values: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class KudosPlan:
    """A giving that the rules allow; whether the day's allowance covers `cost` is decided at storing."""

    receivers: tuple[Person, ...]
    points: int
    cost: int
    reason: str
    values: tuple[str, ...]
    private: bool


def decide_give(
    gift: GiveKudos,
    giver: Person,
    known: Mapping[str, Person],
    settings: KudosSettings,
    *,
    needs_reason: bool = True,
) -> KudosPlan:
    """The plan of a giving that the rules allow. `known`: members among the recipients, by id.

    Refusal with its field: kudos closed to the guest, somebody who cannot be thanked, private ones switched
    off, points that no kudos is worth, or a reason too short or too long.
    """
    check_open(settings, is_guest=giver.is_guest)
    receivers = tuple(_receiver(who, giver, known) for who in _without_footer(gift, known))
    if gift.private and not settings.private_allowed:
        raise NotAllowed("Private kudos are switched off in this workspace.", field="audience")
    check_points(gift.points)
    if needs_reason:
        _check_reason(gift.reason, settings)
    values = tuple(value for value in gift.values if value in settings.values)
    cost = gift.points * len(receivers)
    return KudosPlan(receivers, gift.points, cost, gift.reason, values, gift.private)


def check_points(points: int) -> int:
    """These points, where a kudos can be worth them; BadInput of the field `points` where not."""
    if not 1 <= points <= MAX_POINTS:
        raise BadInput(
            f"A kudos is worth 1 to {MAX_POINTS} points, not {points:,}. Write it as +{MAX_POINTS}.",
            field="points",
        )
    return points


def check_open(settings: KudosSettings, *, is_guest: bool) -> None:
    """NotAllowed for a guest, while no admin has opened kudos to guests."""
    if is_guest and not settings.open_to_guests:
        raise NotAllowed("You are a guest here, and kudos are not open to guests. An admin can open them.")


def _without_footer(gift: GiveKudos, known: Mapping[str, Person]) -> list[str]:
    """The recipients but bots that are named after the thanks to people, as in "sent with @Zapier"."""
    bots = {who for who in gift.recipients if who in known and known[who].is_bot}
    footer = _FOOTER.search(gift.reason)
    named = set(mentions(footer[0])) if footer else set()
    before = set(mentions(gift.reason[: footer.start()])) if footer else set()
    people = [who for who in gift.recipients if who not in bots]
    aside = named & bots - before if people and named <= bots else set()
    return [who for who in gift.recipients if who not in aside]


def _receiver(who: str, giver: Person, known: Mapping[str, Person]) -> Person:
    if who == giver.id:
        raise Refusal("You cannot give kudos to yourself. Somebody else will notice.", field="recipients")
    person = known.get(who)
    if person is None:
        raise Refusal(
            "Somebody you mentioned is not a member of this workspace, as far as I know.", field="recipients"
        )
    if person.is_bot:
        raise Refusal(f"{person.name} is a bot, and bots cannot receive kudos.", field="recipients")
    if person.is_foreign:
        raise Refusal(f"{person.name} is of another workspace: no kudos.", field="recipients")
    if person.is_deactivated:
        raise Refusal(f"{person.name} is no longer a member of this workspace.", field="recipients")
    return person


def _check_reason(reason: str, settings: KudosSettings) -> None:
    length = len(plain(reason, {}))
    if length > MAX_REASON:
        raise TooLong(f"At most {MAX_REASON:,} characters; this has {length:,}.", field="reason")
    if len(_words_of(reason)) < settings.min_reason:
        raise BadInput(
            "Say in a few words what it is for, such as: closed Acme in a day. "
            f"At least {plural(settings.min_reason, 'character')}.",
            field="reason",
        )


def _words_of(reason: str) -> str:
    # Neither tags nor people say what for, and what nobody can see is no word.
    words = re.sub(r"#[\w-]+", "", plain(re.sub(MENTION, " ", reason), {}))
    return "".join(sign for sign in words if unicodedata.category(sign) not in ("Cf", "Cc")).strip()


class AllowanceSpent(NotAllowed):
    """The giver has no points left today; tomorrow there are new ones."""


def not_covered(plan: KudosPlan, *, left: int, allowance: int) -> Refusal:
    """The refusal where the allowance does not cover a plan; `left` points of `allowance`."""
    if allowance == 0:
        return NotAllowed("Your role has no kudos to give in this workspace. An admin can change that.")
    if left == 0:
        return AllowanceSpent(
            f"You have given all your {plural(allowance, 'point')} of today. Tomorrow there are new ones."
        )
    people = len(plan.receivers)
    sum_words = f" ({people} people × {plan.points})" if people > 1 else ""
    return NotAllowed(f"That costs {plural(plan.cost, 'point')}{sum_words}, and you have {left} left today.")


def may_undo(giver_id: str, given_at: datetime, actor_id: str, is_admin: bool, now: datetime) -> None:
    """NotAllowed unless the giver acts within 10 minutes, or an admin at any time."""
    if is_admin:
        return
    if actor_id != giver_id:
        raise NotAllowed("Only the person who gave a kudos, or an admin, can undo it.")
    if now - given_at > UNDO_WITHIN:
        raise NotAllowed("A kudos can be undone within 10 minutes. After that, ask an admin.")
