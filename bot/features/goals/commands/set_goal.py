"""From a sentence to a goal: `Close 12 deals by friday for @ben because we need the year`. Pure."""

from datetime import date, timedelta
from decimal import Decimal

from bot.common.amounts import PERCENT
from bot.common.dates import write_day
from bot.common.errors import BadInput
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.numbers import Amount, parse_amount, write_amount
from bot.features.goals.commands.clauses import GoalSentence
from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.draft import LONGEST_SENTENCE, check_length, check_title
from bot.features.goals.rules.progress import GoalKind

_FAR = timedelta(days=366)
_ONE = (Amount(Decimal(0)), Amount(Decimal(1)))


def parse_set(text: str, today: date, locale: Locale = DEFAULT_LOCALE) -> SetGoal:
    """The goal that a sentence sets. BadInput, with its field, says what is wrong.

    `today` is the writer's local day.
    """
    check_length(text, LONGEST_SENTENCE, "The goal's sentence", field="title")
    sentence, unusual = GoalSentence.of(text, locale), list[str]()
    why = sentence.take_reason()
    team = sentence.take_team()
    owners = sentence.take_people()
    if len(owners) > 1 or (owners and team is not None):
        raise BadInput("A goal has one owner: name one person, or one team.", field="owner")
    parent = sentence.take_parent()
    due = sentence.take_day("by|until|due|before", today, "due")
    begins = sentence.take_day("from|starting|beginning", today, "begins")
    weight = _weight(sentence)
    private = bool(sentence.take(r"^private(?=\s)[\s:,]*|(?<![\s,])[\s,]+private$"))
    span = sentence.take_range()
    quoted = sentence.take_quoted()
    amounts, unit = sentence.take_amounts(), sentence.unit_after_number()
    if not amounts and not span and quoted is None:
        sentence.check_no_number_words()
    title = (quoted or sentence.text).strip(" ,:-")
    check_title(title)
    start, target = span or _ends(amounts)
    kind = kind_of(start, target, is_milestone=not (span or amounts))
    if due is None:
        unusual.append("no date: I take the end of the quarter")
    elif due > today + _FAR:
        unusual.append(f"the date is over a year away: {write_day(due, today)}")
    if kind is GoalKind.milestone:
        unusual.append("no number: it will be there or not")
    if len(amounts) > 1:
        shown = ", ".join(write_amount(amount.value, amount.unit) for amount in amounts)
        unusual.append(f"more than one number ({shown}): I take the first")
    if target.value < start.value:
        unusual.append("less is better: it goes down")
    return SetGoal(
        title=title,
        kind=kind,
        unit=target.unit or start.unit or (unit if kind is GoalKind.number else ""),
        start=start.value,
        target=target.value,
        due=due,
        begins=begins,
        owner_id=owners[0] if owners else None,
        team=team,
        parent=parent,
        private=private,
        weight=weight,
        why=why,
        unusual=tuple(unusual),
    )


def _weight(sentence: GoalSentence) -> Decimal:
    found = sentence.take(r"(?:^|\s)weight\s+(\S+)")
    return parse_amount(found[1].rstrip(",.;"), "weight").value if found else Decimal(1)


def _ends(amounts: list[Amount]) -> tuple[Amount, Amount]:
    if not amounts:
        return _ONE
    if amounts[0].value == 0:
        raise BadInput("A target of zero needs where it begins: “complaints from 12 to 0”.", field="target")
    return Amount(Decimal(0), amounts[0].unit), amounts[0]


def kind_of(start: Amount, target: Amount, *, is_milestone: bool) -> GoalKind:
    """What is counted between these numbers. BadInput (field `target`): they have different units."""
    units = {end.unit for end in (start, target) if end.unit and end.value}
    if len(units) > 1:
        raise BadInput("The two numbers have different units: write both alike.", field="target")
    if is_milestone:
        return GoalKind.milestone
    unit = next(iter(units), "")
    if unit == PERCENT:
        return GoalKind.percent
    return GoalKind.money if unit else GoalKind.number
