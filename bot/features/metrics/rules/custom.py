"""The workspace's own metrics: arithmetic over named numbers; pure.

`won / meetings * 100` is one. Nothing but + - * / ( ), numbers and `NAMES` is accepted.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules import deals, rows
from bot.features.metrics.rules import productivity as effort
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing, part
from bot.features.metrics.rules.marked_rows import Rows, RowsOf
from bot.slack.text import escape

LONGEST_FORMULA = 200
MOST = 10**12
Number = Callable[[Facts, DateRange], Fraction | None]


def _count(*kinds: str) -> Number:
    def number(facts: Facts, days: DateRange) -> Fraction | None:
        # Activities are of no deal, so that no cut tells which are its own.
        return Fraction(effort.activities_of(facts, days, *kinds)) if facts.cut_by is None else None

    return number


NAMES: Mapping[str, tuple[Number, RowsOf, Unit]] = {
    "bookings": (lambda facts, days: quotas.bookings(facts, days).value, rows.booked, Unit.money),
    "quota": (lambda facts, days: quotas.quota(facts, days).value, rows.quota, Unit.money),
    "won": (lambda facts, days: Fraction(len(deals.won_in(facts, days))), rows.won, Unit.number),
    "lost": (lambda facts, days: Fraction(len(deals.lost_in(facts, days))), rows.lost, Unit.number),
    "created": (lambda facts, days: Fraction(len(deals.created_in(facts, days))), rows.created, Unit.number),
    "open": (lambda facts, _: Fraction(len(facts.open)), rows.open_deals, Unit.number),
    "open_amount": (
        lambda facts, _: sum((Fraction(deal.amount or 0) for deal in facts.open), Fraction(0)),
        rows.open_deals,
        Unit.money,
    ),
    "selling_days": (
        lambda facts, days: Fraction(effort.selling_days(facts, days)),
        rows.nothing,
        Unit.number,
    ),
    "calls": (_count("call", "connected_call"), rows.activities_in("call", "connected_call"), Unit.number),
    "connected_calls": (_count("connected_call"), rows.activities_in("connected_call"), Unit.number),
    "meetings": (_count("meeting"), rows.activities_in("meeting"), Unit.number),
    "emails": (_count("email"), rows.activities_in("email"), Unit.number),
    "tasks": (_count("task"), rows.activities_in("task"), Unit.number),
}
_HOW = f"Write it with + - * / ( ), numbers and these names: {', '.join(NAMES)}."


@dataclass(frozen=True)
class Formula:
    """A parsed formula; `names` are the numbers that it uses, sorted."""

    text: str
    tree: ast.expr
    names: tuple[str, ...]

    def figure(self, facts: Facts, days: DateRange, unit: Unit) -> Figure:
        """The value over these days; missing when a number is missing, or for a division by zero."""
        numbers = {name: NAMES[name][0](facts, days) for name in self.names}
        parts = tuple(part(name.replace("_", " "), numbers[name], NAMES[name][2]) for name in self.names)
        if any(number is None for number in numbers.values()):
            return missing(unit, _why_missing(facts, numbers), parts=parts)
        try:
            value = _value(self.tree, {name: number or Fraction(0) for name, number in numbers.items()})
        except ZeroDivisionError:
            return missing(unit, MissingReason.no_data, parts=parts)
        return Figure(value, unit, parts=parts)

    def behind(self, facts: Facts, days: DateRange) -> Rows:
        """The rows behind the numbers that it uses."""
        return rows.all_of(*(NAMES[name][1] for name in self.names))(facts, days)


def _why_missing(facts: Facts, numbers: Mapping[str, Fraction | None]) -> MissingReason:
    if facts.cut_by is None:
        return MissingReason.no_quota
    no_quota = "quota" in numbers and numbers["quota"] is None
    return MissingReason.no_quota_for_cut if no_quota else MissingReason.activities_uncut


def parse_formula(text: str, field: str | None = None) -> Formula:
    """Parses a formula; BadInput (field `field`) names what is not understood."""
    typed = " ".join(text.split())
    if not typed or len(typed) > LONGEST_FORMULA:
        raise BadInput(f"A formula has 1 to {LONGEST_FORMULA} characters. {_HOW}", field=field)
    try:
        tree = ast.parse(typed.lower(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadInput(f"“{escape(typed)}” is no formula that I can read. {_HOW}", field=field) from None
    names = tuple(sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}))
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise BadInput(f"I do not know {listed([f'“{escape(n)}”' for n in unknown])}. {_HOW}", field=field)
    if not names or not all(_is_arithmetic(node) for node in ast.walk(tree)):
        raise BadInput(f"“{escape(typed)}” is no formula that I can read. {_HOW}", field=field)
    return Formula(typed, tree, names)


_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}
_SHAPES = (ast.BinOp, ast.Name, ast.Load, ast.UnaryOp, ast.USub, *_OPERATORS)


def _is_arithmetic(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        value = node.value
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST
    return isinstance(node, _SHAPES)


def _value(node: ast.expr, numbers: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return numbers[node.id]
    if isinstance(node, ast.Constant):
        return Fraction(Decimal(str(node.value)))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, numbers)
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left, numbers), _value(node.right, numbers))
    raise TypeError(type(node).__name__)  # parse_formula lets nothing else pass
