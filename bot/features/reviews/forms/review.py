"""The forms of what happens around one review; each is about the review's id. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from bot.common.date_ranges import ONE_DAY
from bot.features.reviews.rules.cycle import (
    ACKNOWLEDGED_FORM,
    AGREED_FORM,
    EXTENDED_FORM,
    LONGEST_COMMENT,
    NAMED_FORM,
    TIMED_FORM,
)
from bot.framework.forms.choices import ChoicesField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PeopleField, TimeField
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import context
from bot.slack.layouts import reader_note
from bot.slack.text import unescape

_USUAL_TIME = time(10)


@dataclass(frozen=True)
class ReviewStart:
    """What the forms of a review begin with: the day it is, and the due day to propose."""

    today: date
    due: date


class PeersForm(Form[ParsedValues]):
    """Peers whom a person names for their review."""

    callback_id, title, submit = NAMED_FORM, "Name peers", "Name"

    peers = PeopleField("Who could say something about this work?")
    meaning = Note(reader_note("The manager approves them before they are asked, and reads what they write."))


@dataclass(frozen=True)
class ApprovalStart:
    """Peers that wait for the manager: their names by member id, and the name of whose review it is."""

    person: str
    named: Mapping[str, str]


class ApproveForm(Form[ParsedValues]):
    """Which peers the manager lets be asked, drawn from an ApprovalStart.

    It is about the review's id and the ids that were offered.
    """

    callback_id, title, submit = "reviews.approved", "Approve peers", "Ask"
    drafts = False

    whose = Note(lambda start: f"*{start.person}* would like to hear from:")
    peers = ChoicesField(
        "Whom do you ask?",
        lambda start: {who: unescape(name) for who, name in start.named.items()},
        optional=True,
        initial=lambda start: start.named,
    )
    meaning = Note(context("Who is not ticked is not asked, and not told."))


class TalkForm(Form[ParsedValues]):
    """Day and time of the talk, in the zone of whoever fills it in."""

    callback_id, title, submit = TIMED_FORM, "Set the talk", "Set the time"

    day = DayField(
        "On which day?", initial=lambda start: start.today + ONE_DAY, earliest=lambda start: start.today
    )
    at = TimeField("At what time, in your zone?", initial=_USUAL_TIME, block_id="time")


class MoreTimeForm(Form[ParsedValues]):
    """A later due day of one review."""

    callback_id, title, submit = EXTENDED_FORM, "More time", "Give more time"

    due = DayField("Due on", earliest=lambda start: start.today)


class AgreeForm(Form[ParsedValues]):
    """The actions that the two agree on, one a line."""

    callback_id, title, submit = AGREED_FORM, "Agree actions", "Agree"

    actions = LongTextField("What do you agree?", placeholder="One action a line")


class AcknowledgeForm(Form[ParsedValues]):
    """That the person has read the review, with a comment if they like."""

    callback_id, title, submit = ACKNOWLEDGED_FORM, "Acknowledge", "Acknowledge"

    meaning = Note("You say that you have read it, not that you agree with every word.")
    comment = LongTextField("A comment, for your manager", LONGEST_COMMENT, optional=True)
