"""What makes a review cycle: dates, states, questions, limits; pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.features.reviews.rules.access import PartKind, PartStage
from bot.slack.text import name_of

WRITE, DECLINE, OPEN, APPROVE = "reviews.write", "reviews.decline", "reviews.open", "reviews.approve"

LONGEST_NAME = 60
# An action may become a goal, whose name takes 150 characters with `&`, `<` and `>` escaped.
LONGEST_ACTION = 120
LONGEST_COMMENT = 3000
FIELD, MOST_FIELDS = 3000, 4
LONGEST_ANSWER = FIELD * MOST_FIELDS
MOST_PEERS = 5
LONGEST_DAYS = 2 * 366
MOST_ACTIONS = 10
FARTHEST = timedelta(days=180)
REMINDED = (7, 1)
# Working days after which the person a review waits for is reminded.
CHASED_AFTER = 3
# How long a shared review must wait before the manager may end it unsigned.
READ_WITHIN = timedelta(days=7)
_BULLET = re.compile(r"^\s*[-•*]\s+")
# Forms of which drafts are kept.
PART_FORM = "reviews.written"
# Drafts of these forms belong to one review.
FORMS_OF_REVIEW = (
    NAMED_FORM := "reviews.named",
    TIMED_FORM := "reviews.timed",
    EXTENDED_FORM := "reviews.extended",
    AGREED_FORM := "reviews.agreed",
    ACKNOWLEDGED_FORM := "reviews.acknowledged",
)


class CycleState(StrEnum):
    """The state of a cycle."""

    planned = "planned"
    running = "running"
    closed = "closed"
    cancelled = "cancelled"


class ReviewState(StrEnum):
    """The state of one person's review."""

    writing = "being written"
    shared = "shared"
    acknowledged = "acknowledged"
    signed = "signed"
    unsigned = "ended unsigned"
    cancelled = "cancelled"


SHARED = frozenset({ReviewState.shared, ReviewState.acknowledged, ReviewState.signed, ReviewState.unsigned})
# Over, with a page to keep.
FINISHED_STATES = frozenset({ReviewState.signed, ReviewState.unsigned})
ENDED = FINISHED_STATES | {ReviewState.cancelled}


class PartState(StrEnum):
    """The state of one part; a nominated peer waits for the manager, who may refuse them."""

    nominated = "nominated"
    open = "open"
    submitted = "submitted"
    declined = "declined"
    refused = "refused"
    cancelled = "cancelled"


_ASKED = frozenset({PartState.open, PartState.submitted})
_COUNTED = _ASKED | {PartState.nominated}


class Section(StrEnum):
    """The three questions that every part answers."""

    well = "well"
    better = "better"
    next = "next"


QUESTIONS: Mapping[PartKind, Mapping[Section, str]] = {
    PartKind.own: {
        Section.well: "What went well?",
        Section.better: "What could have gone better?",
        Section.next: "What comes next?",
    },
    PartKind.manager: {
        Section.well: "What was achieved, and how?",
        Section.better: "Where is room to grow?",
        Section.next: "What do we agree for the time ahead?",
    },
    PartKind.peer: {
        Section.well: "What should they keep doing?",
        Section.better: "What could they do differently?",
        Section.next: "What would you like to do together?",
    },
    PartKind.upward: {
        Section.well: "What does your manager do that helps you?",
        Section.better: "What would help you more?",
        Section.next: "What should change first?",
    },
}


@dataclass(frozen=True)
class CyclePlan:
    """A cycle as its form gives it; `days` are those that it is about."""

    name: str
    team_id: int
    days: DateRange
    parts: tuple[PartKind, ...]
    kickoff_on: date
    due_on: date


def checked(plan: CyclePlan, today: date) -> CyclePlan:
    """The plan with its name escaped; BadInput names the field."""
    name = " ".join(plan.name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadInput(f"Write a name of 1 to {LONGEST_NAME} characters.", field="name")
    if PartKind.manager not in plan.parts:
        raise BadInput("A review needs the manager's part.", field="parts")
    if plan.days.length < 1:
        raise BadInput("The first day comes before the last.", field="last")
    if plan.days.length > LONGEST_DAYS:
        raise BadInput("A review is about two years at most.", field="first")
    if not today <= plan.kickoff_on <= today + FARTHEST:
        raise BadInput(f"Begin today, or within {FARTHEST.days} days.", field="kickoff")
    if not plan.kickoff_on < plan.due_on <= plan.kickoff_on + FARTHEST:
        raise BadInput(f"Choose a day after it begins, {FARTHEST.days} days at most.", field="due")
    return CyclePlan(name_of(name), plan.team_id, plan.days, plan.parts, plan.kickoff_on, plan.due_on)


def stage_of(part: PartState, review: ReviewState) -> PartStage:
    """The stage of a part, for the table of readers."""
    if part is not PartState.submitted:
        return PartStage.draft
    return PartStage.shared if review in SHARED else PartStage.submitted


def may_end(state: ReviewState, shared_at: datetime | None, now: datetime) -> bool:
    """Whether the manager may end a review unsigned: shared at least 7 days ago and not signed yet."""
    waits = state in (ReviewState.shared, ReviewState.acknowledged)
    return waits and shared_at is not None and now >= shared_at + READ_WITHIN


def check_answers(answers: Mapping[str, str]) -> None:
    """BadInput when "what went well" is empty, or a section is too long."""
    if not answers.get(Section.well, "").strip():
        raise BadInput("Write a sentence at least.", field=f"{Section.well}:1")
    for section in Section:
        length = len(answers.get(section, ""))
        # The line ends that join full fields are not counted.
        if length > LONGEST_ANSWER + MOST_FIELDS:
            raise BadInput(
                f"{length:,} characters in all are too many: {LONGEST_ANSWER:,} fit here.",
                field=f"{section}:1",
            )


@dataclass(frozen=True)
class Peer:
    """A peer of a review. `seen_as`: the state that the person sees; "" for a peer whom they did not name."""

    state: PartState
    seen_as: str = ""


def check_named(
    wanted: Sequence[str], parties: Collection[str], peers: Mapping[str, Peer], *, by_manager: bool
) -> None:
    """BadInput unless these can be added to the `peers`. `parties`: the person and the manager.

    Peers whom the manager asked do not count against a person's own: the person must not learn of them.
    """
    if set(parties) & set(wanted):
        raise BadInput("Name others: the two of you write anyway.", field="peers")
    if by_manager:
        # A peer refused earlier may be asked after all.
        known = {who for who, peer in peers.items() if peer.state is not PartState.refused}
        there = sum(peer.state in _COUNTED for peer in peers.values())
    else:
        known = {who for who, peer in peers.items() if peer.seen_as}
        there = sum(peer.seen_as == PartState.nominated.value for peer in peers.values())
    if known & set(wanted):
        raise BadInput("You named somebody who was named before: choose others.", field="peers")
    if not 1 <= len(wanted) <= MOST_PEERS - there:
        more = f", and {there} are there already" if there else ""
        raise BadInput(f"A review has {MOST_PEERS} peers at most{more}.", field="peers")


def check_chosen(chosen: Collection[str], peers: Mapping[str, Peer]) -> None:
    """BadInput when more than five peers would be asked."""
    there = sum(peer.state in _ASKED for peer in peers.values())
    if len(chosen) + there > MOST_PEERS:
        text = f"A review has {MOST_PEERS} peers at most: {there} are asked already."
        raise BadInput(text, field="peers")


def actions_in(text: str) -> tuple[str, ...]:
    """The typed actions, one a line, bullets removed; BadInput for none, too many or too long ones."""
    lines = tuple(" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    found = tuple(line for line in lines if line)
    if not 1 <= len(found) <= MOST_ACTIONS:
        raise BadInput(f"Write 1 to {MOST_ACTIONS} actions, one a line.", field="actions")
    for line in found:
        if len(line) > LONGEST_ACTION:
            raise BadInput(
                f"“{line[:40]}…” has {len(line)} characters: {LONGEST_ACTION} fit.", field="actions"
            )
    return found
