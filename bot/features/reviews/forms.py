"""Forms of reviews; `typed` is what the person left in one before, by field, {} without a draft."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.features.drafts.views import (
    again,
    kept_boxes,
    kept_choice,
    kept_day,
    kept_people,
    kept_text,
    kept_time,
)
from bot.features.reviews.rules.access import PartKind, told_to
from bot.features.reviews.rules.cycle import (
    ACKNOWLEDGED_FORM,
    AGREED_FORM,
    EXTENDED_FORM,
    LONGEST_COMMENT,
    LONGEST_NAME,
    MOST_FIELDS,
    NAMED_FORM,
    PART_FORM,
    QUESTIONS,
    TIMED_FORM,
    Section,
)
from bot.features.reviews.rules.text_chunks import field_name
from bot.features.reviews.views.evidence import GROUND
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    field_of,
    modal,
    option,
    section,
)
from bot.slack.text import unescape

PLAN, APPROVED = "reviews.plan", "reviews.approved"
ROOM = "reviews.room"
_USUAL_TIME = timedelta(days=21)
_TEMPLATE = (
    option("Self", PartKind.own.value),
    option("Manager", PartKind.manager.value),
    option("Peers, named by the person, approved by the manager", PartKind.peer.value),
    option("Upward: about the manager", PartKind.upward.value),
)


def plan_form(
    teams: Sequence[Team], spans: Sequence[DateRange], today: date, typed: Mapping[str, str]
) -> dict[str, Any]:
    """Form of a new cycle; the first of `spans` is chosen, "own" takes two days."""
    whose = [option(unescape(team.name), str(team.id)) for team in teams]
    about = [option(span.label, f"{span.start} {span.end}") for span in spans]
    about.append(option("Other days: the two below", "own"))
    name, writers = f"Review {spans[0].label}", {PartKind.own.value, PartKind.manager.value}
    blocks = [
        *again(typed),
        kept_text("name", "Name", typed, usual=name, longest=LONGEST_NAME, multiline=False),
        kept_choice("team", "Which team?", whose, typed),
        kept_choice("days", "About which time?", about, typed),
        kept_day("first", "From", typed),
        kept_day("last", "Up to and including", typed),
        kept_boxes("parts", "Who writes?", _TEMPLATE, typed, usual=writers),
        kept_day("kickoff", "Begins", typed, usual=today + ONE_DAY, today=today),
        kept_day("due", "Due", typed, usual=today + _USUAL_TIME, today=today),
        context("Everybody is asked when it begins, and reminded 7 days and 1 day before it is due."),
    ]
    return modal(PLAN, "New review cycle", blocks, submit="Plan it", close="Cancel")


def write_form(
    part_id: int,
    kind: PartKind,
    texts: Mapping[Section, Sequence[str]],
    person: str,
    manager: str,
    notes: Sequence[str],
    *,
    has_evidence: bool,
) -> dict[str, Any]:
    """Form of one part; `texts` holds the values of its fields, by section.

    `notes` are lines above; `has_evidence` adds the button for looking at what is on record.
    """
    blocks: list[Block] = [section(f"*{_head(kind, person, manager)}*"), *(context(note) for note in notes)]
    for name, question in QUESTIONS[kind].items():
        for number, text in enumerate(texts[name], 1):
            label = question if number == 1 else f"{question} ({number})"
            optional = name is not Section.well or number > 1
            field = field_name(name, number)
            blocks.append(kept_text(field, label, {field: text}, optional=optional))
    row = [button("More room", ROOM, value=str(part_id))]
    if has_evidence:
        row.append(button("What is on record", GROUND, value=str(part_id)))
    blocks += [
        actions(*row),
        context(f"{told_to(kind, person, manager)} What you type is kept as you type."),
        context(
            "A field takes 3,000 characters: *More room* adds one where it is nearly full, "
            f"{MOST_FIELDS} to a question."
        ),
    ]
    return modal(PART_FORM, "Review", blocks, submit="Submit", close="Later", metadata=str(part_id))


def _head(kind: PartKind, person: str, manager: str) -> str:
    return {
        PartKind.own: "Your own review",
        PartKind.manager: f"The review of {person}",
        PartKind.peer: f"About {person}",
        PartKind.upward: f"For {manager}",
    }[kind]


def peers_form(review_id: int, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form in which a person names peers for their review."""
    label = "Who could say something about this work?"
    blocks = [
        *again(typed),
        kept_people("peers", label, typed, placeholder="Choose people"),
        context("The manager approves them before they are asked, and reads what they write."),
    ]
    return modal(NAMED_FORM, "Name peers", blocks, submit="Name", close="Cancel", metadata=str(review_id))


def approve_form(review_id: int, person: str, named: Mapping[str, str]) -> dict[str, Any]:
    """Form in which the manager approves peers; `named` gives names by member id, all ticked at first.

    The metadata holds the review's id and the ids that were offered.
    """
    boxes = [option(unescape(name), peer_id) for peer_id, name in named.items()]
    metadata = " ".join((str(review_id), *named))
    blocks = [
        section(f"*{person}* would like to hear from:"),
        field_of("peers", "Whom do you ask?", checkboxes("peers", boxes, checked=set(named)), optional=True),
        context("Who is not ticked is not asked, and not told."),
    ]
    return modal(APPROVED, "Approve peers", blocks, submit="Ask", close="Cancel", metadata=metadata)


def time_form(review_id: int, today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form for day and time of the talk, in the zone of whoever fills it in."""
    blocks = [
        *again(typed),
        kept_day("day", "On which day?", typed, usual=today + ONE_DAY, today=today),
        kept_time("time", "At what time, in your zone?", typed, usual="10:00"),
    ]
    return modal(TIMED_FORM, "Set the talk", blocks, submit="Set", close="Cancel", metadata=str(review_id))


def more_form(review_id: int, due: date, today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form that moves the due day of one review; `due` is the day proposed."""
    blocks = [*again(typed), kept_day("due", "Due on", typed, usual=due, today=today)]
    return modal(EXTENDED_FORM, "More time", blocks, submit="Give", close="Cancel", metadata=str(review_id))


def agree_form(review_id: int, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form for the actions that the two agree on, one a line."""
    blocks = [
        *again(typed),
        kept_text("actions", "What do you agree?", typed, placeholder="One action a line"),
    ]
    return modal(
        AGREED_FORM, "Agree actions", blocks, submit="Agree", close="Cancel", metadata=str(review_id)
    )


def acknowledge_form(review_id: int, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form in which the person confirms having read the review, with an optional comment."""
    label = "A comment, for your manager"
    blocks = [
        section("You say that you have read it, not that you agree with every word."),
        *again(typed),
        kept_text("comment", label, typed, optional=True, longest=LONGEST_COMMENT),
    ]
    return modal(
        ACKNOWLEDGED_FORM,
        "Acknowledge",
        blocks,
        submit="Acknowledge",
        close="Cancel",
        metadata=str(review_id),
    )


def done_view(told: str) -> dict[str, Any]:
    """Window shown once a form of reviews is stored, with this sentence."""
    return modal("reviews.done_view", "Review", [section(f":white_check_mark: {told}")])
