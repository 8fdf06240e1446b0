"""What people fill into the forms of goals, as intents and terms. Pure."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from bot.common.currencies import CURRENCIES
from bot.common.errors import BadInput, FieldErrors
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.numbers import Amount, NumberChange, parse_amount, parse_change, parse_target, write_amount
from bot.common.text import excerpt
from bot.features.goals.commands.clauses import GoalSentence
from bot.features.goals.commands.set_goal import kind_of
from bot.features.goals.commands.units import without_unit
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.formatting import in_quotes
from bot.features.goals.rules.progress import Goal, GoalKind


def typed_target(text: str, locale: Locale = DEFAULT_LOCALE) -> tuple[Amount, str] | None:
    """Number and unit of a text such as `12 deals`; None where nothing was typed.

    BadInput (field `target`): no number, several, or not above 0.
    """
    if not text.strip():
        return None
    sentence = GoalSentence.of(text, locale)
    try:
        amounts = sentence.take_amounts()
    except BadInput as refused:
        raise BadInput(str(refused), field="target") from None
    if not amounts:
        parse_target(text, "target")
    if len(amounts) != 1:
        raise BadInput(f"“{excerpt(text.strip())}” has more than one number: write one.", field="target")
    if not amounts[0].value:
        parse_target(str(amounts[0].value), "target")
    return amounts[0], amounts[0].unit or sentence.unit_after_number()


def numbers_of_form(
    target: str, start: str, locale: Locale = DEFAULT_LOCALE
) -> tuple[GoalKind, str, Decimal, Decimal]:
    """Kind, unit, start and target of a new goal; without a target it is a milestone (0 to 1).

    FieldErrors: numbers that cannot be read. BadInput with its field: different units, or a start without a
    target.
    """
    errors, first, read = {}, Amount(Decimal(0)), None
    try:
        first = parse_amount(start, "start", locale) if start.strip() else first
    except BadInput as refusal:
        errors["start"] = str(refusal)
    try:
        read = _zero_target(target, first, locale) or typed_target(target, locale)
    except BadInput as refusal:
        errors["target"] = str(refusal)
    if errors:
        raise FieldErrors(errors)
    if read is None:
        if first.value:
            raise BadInput("Say how much it shall be.", field="target")
        return GoalKind.milestone, "", Decimal(0), Decimal(1)
    amount, unit = read
    kind = kind_of(first, amount, is_milestone=False)
    return kind, amount.unit or first.unit or unit, first.value, amount.value


def _zero_target(target: str, start: Amount, locale: Locale) -> tuple[Amount, str] | None:
    """A target of 0 with its unit, allowed where the goal starts above it; None otherwise."""
    if not start.value or not target.strip():
        return None
    sentence = GoalSentence.of(target, locale)
    with suppress(BadInput):
        amounts = sentence.take_amounts()
        if len(amounts) == 1 and amounts[0].value == 0:
            return amounts[0], amounts[0].unit or sentence.unit_after_number()
    return None


def terms_of_form(
    goal: Goal, *, target: str, due: date | None, begins: date | None = None, title: str = ""
) -> Terms:
    """Terms that a form offers for this goal; what it has no field for stays as it is on the table.

    BadInput with its field: a number that cannot be read or has another unit.
    """
    now = goal.agreement.on_the_table
    read = None
    if target.strip() and goal.kind is not GoalKind.milestone:
        locale = _locale(goal)
        read = _zero_target(target, Amount(now.start), locale) or typed_target(target, locale)
    value = in_unit(goal, read[0], "target") if read else now.target
    return Terms(
        title=retitled(goal, value) if title in ("", now.title) else title,
        start=now.start,
        target=value,
        begins=begins or now.begins,
        due=due or now.due,
    )


def _locale(goal: Goal) -> Locale:
    """How numbers of this goal are read: a sign such as `$` means its own currency, where it can."""
    return Locale(goal.unit) if goal.unit in CURRENCIES else DEFAULT_LOCALE


def retitled(goal: Goal, target: Decimal) -> str:
    """Title with the new target where it names the old one: `Close 12 deals` becomes `Close 10 deals`."""
    terms = goal.agreement.on_the_table
    if target == terms.target or goal.kind is GoalKind.milestone:
        return terms.title
    unit = goal.unit if goal.kind is not GoalKind.number else ""
    return GoalSentence(terms.title).with_amount(terms.target, write_amount(target, unit))


def in_unit(goal: Goal, amount: Amount, field: str) -> Decimal:
    """Value of a number that has the goal's unit or none. BadInput with this field: another unit."""
    if not amount.is_in(goal.unit if goal.kind is not GoalKind.number else ""):
        counts = goal.unit if goal.kind in (GoalKind.money, GoalKind.percent) else "plain numbers"
        raise BadInput(f"{in_quotes(goal)} counts in {counts}, not in {amount.unit}.", field=field)
    return amount.value


def change_of(goal: Goal, text: str, field: str = "value") -> NumberChange | None:
    """Report of progress from a typed text (`7` sets, `+1` adds); None where nothing was typed.

    BadInput with this field: no number, or one of another unit.
    """
    if not text.strip():
        return None
    typed = text.strip()
    if goal.kind is GoalKind.number:
        typed = without_unit(goal.unit, typed)
    return checked_change(goal, parse_change(typed, field, _locale(goal)), field)


def checked_change(goal: Goal, change: NumberChange, field: str = "value") -> NumberChange:
    """Gives the change back if it has the goal's unit or none. BadInput with this field otherwise."""
    in_unit(goal, change.amount, field)
    return change
