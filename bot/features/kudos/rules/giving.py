"""What may be given, undone and decided, and how boards rank. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.common.text import listed, plural
from bot.features.people.rules import MemberRole, Person
from bot.slack.text import MENTION, plain

MAX_REASON = 1000
MAX_ALLOWANCE = 100
MAX_VALUES = 20
UNDO_WITHIN = timedelta(minutes=10)
ROLES: tuple[MemberRole, ...] = ("rep", "manager", "admin")
_EMOJI = re.compile(r"[\w+'-]{1,100}")
_VALUE = re.compile(r"[^\W_][\w-]{0,63}")


@dataclass(frozen=True)
class KudosSettings:
    """What the workspace decided. `allowances` are points a day by role; `min_reason` is in characters.

    No `channel_id`: shout-outs go where the kudos is given. `emoji` and `values` are without : and #.
    """

    channel_id: str | None = None
    emoji: str = "raised_hands"
    allowances: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ROLES, 5))
    min_reason: int = 3
    private_allowed: bool = True
    open_to_guests: bool = False
    values: tuple[str, ...] = ("teamwork", "customer-first", "ownership", "hustle", "learning")

    def allowance_of(self, role: MemberRole) -> int:
        """Points a day for this role; 0 for an unknown one."""
        return self.allowances.get(role, 0)


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


@dataclass(frozen=True)
class BoardPlace:
    """A person's place on a board; `gap_to_next`: points missing to the next place, None for the first."""

    rank: int
    points: int
    gap_to_next: int | None


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
    off, or a reason too short or too long.
    """
    check_open(settings, is_guest=giver.is_guest)
    receivers = tuple(_receiver(who, giver, known) for who in gift.recipients)
    if gift.private and not settings.private_allowed:
        raise NotAllowed("Private kudos are switched off in this workspace.", field="audience")
    if needs_reason:
        _check_reason(gift.reason, settings)
    values = tuple(value for value in gift.values if value in settings.values)
    cost = gift.points * len(receivers)
    return KudosPlan(receivers, gift.points, cost, gift.reason, values, gift.private)


def check_open(settings: KudosSettings, *, is_guest: bool) -> None:
    """NotAllowed for a guest, while no admin has opened kudos to guests."""
    if is_guest and not settings.open_to_guests:
        raise NotAllowed("You are a guest here, and kudos are not open to guests. An admin can open them.")


def _receiver(who: str, giver: Person, known: Mapping[str, Person]) -> Person:
    if who == giver.id:
        raise Refusal("You cannot give kudos to yourself. Somebody else will notice.", field="recipients")
    person = known.get(who)
    if person is None:
        raise Refusal(
            "Somebody you mentioned is not a member of this workspace, as far as I know.",
            field="recipients",
        )
    if person.is_bot:
        raise Refusal(f"{person.name} is a bot, and bots cannot receive kudos.", field="recipients")
    if person.is_foreign:
        raise Refusal(f"{person.name} belongs to another workspace.", field="recipients")
    if person.is_deactivated:
        raise Refusal(f"{person.name} is no longer a member of this workspace.", field="recipients")
    return person


def _check_reason(reason: str, settings: KudosSettings) -> None:
    length = len(plain(reason, {}))
    if length > MAX_REASON:
        raise BadInput(
            f"That is {length:,} characters; a kudos takes at most {MAX_REASON:,}.", field="reason"
        )
    if len(_words_of(reason)) < settings.min_reason:
        raise BadInput(
            "Say in a few words what it is for, such as: closed Acme in a day. "
            f"At least {plural(settings.min_reason, 'character')}.",
            field="reason",
        )


def _words_of(reason: str) -> str:
    # Tags, people and invisible characters do not count as a reason.
    words = re.sub(r"#[\w-]+", "", plain(re.sub(MENTION, " ", reason), {}))
    return "".join(sign for sign in words if unicodedata.category(sign) not in ("Cf", "Cc")).strip()


def is_kudos_emoji(reaction: str, settings: KudosSettings) -> bool:
    """Whether a reaction gives a point here, in whatever skin tone."""
    return base_emoji(reaction) == settings.emoji


def base_emoji(reaction: str) -> str:
    """The emoji's name without its skin tone."""
    return reaction.partition("::")[0]


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


def settings_from_form(
    *,
    channel_id: str | None,
    emoji: str,
    allowances: Mapping[MemberRole, str],
    min_reason: str,
    private_allowed: bool,
    open_to_guests: bool,
    values: str,
) -> KudosSettings:
    """Settings as an admin typed them. BadInput with the field: not a number in range, emoji or tag."""
    return KudosSettings(
        channel_id=channel_id,
        emoji=_emoji(emoji),
        allowances={
            role: _number(typed, 0, MAX_ALLOWANCE, f"allowance_{role}") for role, typed in allowances.items()
        },
        min_reason=_number(min_reason, 1, MAX_REASON, "min_reason"),
        private_allowed=private_allowed,
        open_to_guests=open_to_guests,
        values=_values(values),
    )


def _number(typed: str, least: int, most: int, field_name: str) -> int:
    text = typed.strip()
    if not (re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most):
        raise BadInput(f"“{text}” does not fit: write a number from {least} to {most:,}.", field=field_name)
    return int(text)


def _emoji(typed: str) -> str:
    name = typed.strip().strip(":").lower()
    if not _EMOJI.fullmatch(name):
        raise BadInput("Write the emoji's name, such as raised_hands or taco.", field="emoji")
    return name


def _values(typed: str) -> tuple[str, ...]:
    values = [word.lstrip("#").lower() for word in typed.replace(",", " ").split()]
    bad = [value for value in values if not _VALUE.fullmatch(value)]
    if bad:
        raise BadInput(f"“{listed(bad)}” cannot be a tag: use letters, digits and -.", field="values")
    if len(values) > MAX_VALUES:
        raise BadInput(f"Keep it to {MAX_VALUES} values at most.", field="values")
    return tuple(dict.fromkeys(values))


def ranked(totals: Sequence[tuple[str, int]]) -> list[tuple[int, str, int]]:
    """(rank, id, points) by competition ranking, 1-2-2-4; equal points keep the order they came in."""
    ordered = sorted(totals, key=lambda row: -row[1])
    rows: list[tuple[int, str, int]] = []
    for position, (who, points) in enumerate(ordered, start=1):
        tied = rows and rows[-1][2] == points
        rows.append((rows[-1][0] if tied else position, who, points))
    return rows


def place_of(who: str, totals: Sequence[tuple[str, int]]) -> BoardPlace | None:
    """Place of this person among these totals; None without points."""
    points = dict(totals).get(who)
    if points is None:
        return None
    above = [other for _, other in totals if other > points]
    return BoardPlace(len(above) + 1, points, min(above) - points if above else None)
