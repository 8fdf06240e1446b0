"""The form in which figures are chosen: whose, which one, of which deals, of which days; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.pickers import PersonField
from bot.framework.forms.texts import TextField

# Of a cut's value: taken apart by this dimension.
APART_BY = "by:"
PERIODS = (
    "this week",
    "last week",
    "this month",
    "last month",
    "this quarter",
    "last quarter",
    "this year",
    "last year",
)


@dataclass(frozen=True)
class LookStart:
    """What may be chosen, each with its label: subjects by key, metrics by key, and cuts as written.

    `subject` and `cut`: what is looked at now; `may_choose`: the viewer sees other people's figures.
    `metric`: the key of the number that is explained first, "" for all.
    """

    subjects: Mapping[str, str]
    metrics: Mapping[str, str]
    cuts: Mapping[str, str]
    subject: str
    cut: str
    may_choose: bool
    metric: str = ""


class LookForm(Form[ParsedValues]):
    """Which figures to look at, from a LookStart."""

    callback_id, title, submit = "metrics.look_form", "Numbers", "Show"
    saved_title = "Metrics"
    drafts = False

    subject = ChoiceField("Whose numbers?", lambda start: start.subjects, initial=lambda start: start.subject)
    person = PersonField(
        "Or a person",
        optional=True,
        placeholder="Somebody whom you lead",
        visible=lambda start: start.may_choose,
    )
    metric = ChoiceField(
        "Which number",
        lambda start: start.metrics,
        optional=True,
        empty="",
        placeholder="All that are followed",
        initial=lambda start: start.metric or None,
    )
    cut = ChoiceField(
        "Of which deals",
        lambda start: start.cuts,
        optional=True,
        empty="",
        placeholder="All deals",
        initial=lambda start: start.cut or None,
        hint="Of one value alone, or taken apart by all of them.",
        visible=lambda start: bool(start.cuts),
    )
    period = ChoiceField("When", {each: each.capitalize() for each in PERIODS}, initial="this quarter")
    days = TextField(
        "Or other days", 60, optional=True, placeholder="Q3, August 2026, 1 Jul to 14 Aug, last 30 days"
    )
