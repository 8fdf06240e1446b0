"""The form in which an admin changes what comes by itself. Pure."""

from datetime import date

from bot.common.cadences import MOST_WEEKS, Cadence, Every
from bot.common.day_words import WEEKDAYS
from bot.common.errors import BadInput
from bot.features.schedules.commands import zone_named
from bot.features.schedules.rules import PERSON, WORKSPACE, Standing
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import ChannelField, TimeField
from bot.framework.forms.texts import TextField

_EVERY = {
    Every.day: "Every working day",
    Every.weekday: "Monday to Friday",
    Every.week: "Weekly, on the days below",
    Every.month: "Monthly, on the day below",
    Every.quarter_end: "At the end of each quarter",
}
_CLOCKS = {PERSON: "Everybody's own", WORKSPACE: "The workspace's"}


def _clocks(each: Standing) -> dict[str, str]:
    return {clock: words for clock, words in _CLOCKS.items() if clock != PERSON or each.whom == "people"}


class ScheduleForm(Form[ParsedValues]):
    """Whether, when and where a kind of message is sent, as it stands; about the kind."""

    callback_id, title, submit = "schedules.change", "Change a schedule", "Save"
    drafts = False

    what = Note(lambda each: f"*{each.title}*\n{each.description}")
    is_on = CheckField("Does it go out?", "Send it")
    every = ChoiceField("How often", _EVERY, initial=lambda each: each.cadence.every)
    at = TimeField("At what time?", initial=lambda each: each.cadence.at)
    weekdays = ChoicesField(
        "Weekdays (when weekly)",
        dict(enumerate(WEEKDAYS)),
        optional=True,
        initial=lambda each: each.cadence.weekdays,
    )
    weeks = ChoiceField(
        "Every how many weeks (when weekly)",
        {number: str(number) for number in range(1, MOST_WEEKS + 1)},
        hint="2 is every other week, beginning with this one.",
        initial=lambda each: each.cadence.weeks,
    )
    day = ChoiceField(
        "Day of the month (when monthly)",
        {number: str(number) for number in range(1, 32)},
        hint="31 is the last day of any month. On a day off it moves to the next working day.",
        initial=lambda each: each.cadence.day,
    )
    zone = ChoiceField(
        "In which time zone?", _clocks, initial=lambda each: PERSON if each.zone == PERSON else WORKSPACE
    )
    zone_name = TextField(
        "Or one time zone for all",
        64,
        reads=zone_named,
        optional=True,
        hint="Such as Europe/Berlin.",
        initial=lambda each: "" if each.zone in _CLOCKS else each.zone,
    )
    channel = ChannelField(
        "Channel",
        optional=True,
        placeholder="Where it is posted",
        visible=lambda each: each.whom == "channel",
        initial=lambda each: each.channel_id,
    )

    @classmethod
    def cadence(cls, v: ParsedValues, today: date) -> Cadence:
        """When it comes. Of a cadence every n weeks, the week of `today` is the first.

        BadInput: a week without a day.
        """
        every, chosen = v[cls.every], frozenset(v[cls.weekdays])
        if every is Every.week and not chosen:
            raise BadInput("Tick at least one weekday.", field="weekdays")
        return Cadence(every, v[cls.at], chosen or frozenset({0}), v[cls.weeks], v[cls.day], anchor=today)

    @classmethod
    def clock(cls, v: ParsedValues) -> str:
        """PERSON, WORKSPACE, or the name of a time zone, which goes first. BadInput: neither."""
        clock = v[cls.zone_name] or v[cls.zone]
        if not v[cls.zone_name] and clock not in _CLOCKS:
            raise BadInput("Choose whose clock counts.", field="zone")
        return clock
