"""The form in which an admin changes the workspace's calendar. Pure."""

from zoneinfo import ZoneInfo

from bot.common.day_words import WEEKDAYS
from bot.features.workspace.rules.calendar import (
    DAILY_LIMITS,
    WorkspaceCalendar,
    check_calendar,
    known_country,
    known_subdivision,
)
from bot.features.workspace.rules.days_off import LONGEST_TEXT, days_off_from, days_off_text
from bot.framework.forms.choices import ChoiceField, ChoicesField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.pickers import TimeField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.form_values import FormValues

LONGEST_COUNTRY = 40
WEEK = dict(enumerate(WEEKDAYS))


class CalendarForm(Form[ParsedValues]):
    """Hours, workdays, holidays, days off and the daily limit, as a WorkspaceCalendar has them."""

    callback_id, title, submit = "calendar.change", "Working calendar", "Save"
    drafts = False

    opens = TimeField("The working day begins")
    closes = TimeField("and ends")
    workdays = ChoicesField("Workdays", WEEK)
    country = TextField(
        "Country",
        LONGEST_COUNTRY,
        reads=known_country,
        optional=True,
        hint="For its public holidays, by its two letters: DE, GB, US. Empty: none.",
    )
    subdivision = TextField(
        "Region", 64, optional=True, hint="Where they differ within the country: Bayern, England, California."
    )
    days_off = LongTextField(
        "Our own days off",
        LONGEST_TEXT,
        reads=days_off_from,
        optional=True,
        hint="One a line: 2026-12-24 Company day, or 2026-12-24..2026-12-31 Winter break",
        initial=lambda calendar: days_off_text(calendar.days_off),
    )
    daily_limit = ChoiceField(
        "Unasked messages to a person a day, at most",
        {number: str(number) for number in DAILY_LIMITS},
        hint="What is more waits, or joins one summary.",
    )

    @classmethod
    def calendar(cls, values: FormValues, zone: ZoneInfo) -> WorkspaceCalendar:
        """The calendar that is wanted, in this zone. FieldErrors, or BadInput with its field."""
        v = cls.read(values)
        calendar = WorkspaceCalendar(
            zone=zone,
            opens=v[cls.opens],
            closes=v[cls.closes],
            workdays=frozenset(v[cls.workdays]),
            country=v[cls.country],
            subdivision=known_subdivision(v[cls.subdivision], v[cls.country]),
            days_off=v[cls.days_off],
            daily_limit=v[cls.daily_limit],
        )
        check_calendar(calendar)
        return calendar
