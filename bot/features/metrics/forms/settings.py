"""Form of the accounting settings; pure."""

from calendar import monthrange

from bot.common.date_ranges import Fiscal, Pattern, YearName, YearStart
from bot.common.day_words import MONTHS, WEEKDAYS
from bot.common.errors import BadInput
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.pickers import DayField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.text import escape, unescape

_MOST_STAGES, _LONGEST_STAGE = 20, 60


def stages_from(text: str) -> tuple[str, ...]:
    """The typed stages in order, one a line or separated by commas.

    BadInput (field `stages`) for doubles or too many.
    """
    names = [" ".join(name.split()) for name in text.replace("\n", ",").split(",") if name.strip()]
    if len(names) > _MOST_STAGES or any(len(name) > _LONGEST_STAGE for name in names):
        raise BadInput(f"At most {_MOST_STAGES} stages of {_LONGEST_STAGE} characters each.", field="stages")
    if len({name.casefold() for name in names}) < len(names):
        raise BadInput("A stage stands there twice.", field="stages")
    return tuple(escape(name) for name in names)


_LEAP_YEAR = 2024


class BookRulesForm(Form[ParsedValues]):
    """Base currency, fiscal year, stages and proration, as BookRules have them."""

    callback_id, title, submit = "metrics.rules_save", "How it is counted", "Save"
    saved_title = "Metrics"
    drafts = False

    currency = TextField("Base currency", 3, reads=str.upper)
    month = ChoiceField(
        "The fiscal year begins in",
        dict(enumerate(MONTHS, 1)),
        initial=lambda rules: rules.fiscal.first_month,
    )
    pattern = ChoiceField(
        "Months",
        {p: "Calendar months" if p is Pattern.calendar else f"Weeks {p.value}" for p in Pattern},
        initial=lambda rules: rules.fiscal.pattern,
    )
    first_day = ChoiceField(
        "Day of that month",
        {day: str(day) for day in range(1, 32)},
        hint="A year in weeks begins on a week's first day near it, one by the calendar on the 1st.",
        initial=lambda rules: rules.fiscal.first_day,
    )
    year_start = ChoiceField(
        "A year in weeks begins with the week's first day",
        {
            YearStart.nearest: "Nearest to that day",
            YearStart.last: "The last one up to that day",
            YearStart.first: "The first one from that day",
        },
        initial=lambda rules: rules.fiscal.year_start,
    )
    week_start = ChoiceField(
        "A week begins on", dict(enumerate(WEEKDAYS)), initial=lambda rules: rules.fiscal.week_start
    )
    long_month = ChoiceField(
        "The 53rd week goes to",
        {month: f"Month {month} of the year" for month in range(12, 0, -1)},
        initial=lambda rules: rules.fiscal.long_month,
    )
    year_name = ChoiceField(
        "The fiscal year is named by",
        {YearName.ends: "The year in which it ends", YearName.begins: "The year in which it begins"},
        initial=lambda rules: rules.fiscal.year_name,
    )
    working = CheckField(
        "Quotas", "Cut quotas by working days", value="working", initial=lambda rules: rules.by_working_days
    )
    own_entries = ChoiceField(
        "Own entries",
        {"ask": "Count once the manager confirms them", "off": "Off: deals come from sources alone"},
        initial=lambda rules: "ask" if rules.takes_own_entries else "off",
    )
    books_begin = DayField(
        "The books begin on",
        optional=True,
        empty=None,
        hint="The first day of which everything is told. Empty: the earliest day that a source tells.",
        initial=lambda rules: rules.books_begin,
    )
    stages = LongTextField(
        "Stages in their order",
        1500,
        reads=stages_from,
        optional=True,
        hint="One a line, without the last ones (won, lost).",
        initial=lambda rules: unescape("\n".join(rules.stages)),
    )


def fiscal_of(v: ParsedValues) -> Fiscal:
    """The fiscal year of the form. BadInput: no such day, or by the calendar one within a month."""
    fiscal = Fiscal(
        first_month=v[BookRulesForm.month],
        pattern=v[BookRulesForm.pattern],
        first_day=v[BookRulesForm.first_day],
        year_start=v[BookRulesForm.year_start],
        week_start=v[BookRulesForm.week_start],
        long_month=v[BookRulesForm.long_month],
        year_name=v[BookRulesForm.year_name],
    )
    if fiscal.first_day > 1 and not fiscal.is_in_weeks:
        sentence = "Calendar months begin on the 1st: choose 1 here, or months in weeks above."
        raise BadInput(sentence, field=BookRulesForm.first_day.name)
    most = monthrange(_LEAP_YEAR, fiscal.first_month)[1]
    if fiscal.first_day > most:
        sentence = f"{MONTHS[fiscal.first_month - 1]} has {most} days: choose an earlier one."
        raise BadInput(sentence, field=BookRulesForm.first_day.name)
    return fiscal
