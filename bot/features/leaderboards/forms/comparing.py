"""The form of how people are compared; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.common.errors import BadInput, FieldErrors
from bot.common.numbers import Amount, parse_amount, parse_percent, write_amount
from bot.features.leaderboards.forms.boards import measure_options
from bot.features.leaderboards.rules.facts import MOST_PARTS, Comparing
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import BOOKINGS, COMBINED, GOALS, KUDOS
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.views.settings import TIERS
from bot.features.metrics.commands.measures import write_measure
from bot.features.metrics.rules.figures import Unit, rounded
from bot.features.metrics.rules.metric import Metric
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import TextField
from bot.slack.blocks import context

_OWN_TARGET = frozenset({GOALS, BOOKINGS})


@dataclass(frozen=True)
class ComparingStart:
    """How people are compared now, and the workspace's metrics."""

    how: Comparing
    metrics: Sequence[Metric]


@dataclass(frozen=True)
class ComparingPlan:
    """How people shall be compared. `weights`: measure, percent, target as typed (None: its own)."""

    tier_by: TierBy
    weights: tuple[tuple[str, Decimal, Amount | None], ...]


def _parts(start: ComparingStart) -> Mapping[str, str]:
    return measure_options(start.metrics, frozenset({KUDOS, COMBINED}))


class ComparingForm(Form[ComparingPlan]):
    """The tiers of "reps like me" and the parts of the combined score, drawn from a ComparingStart."""

    callback_id, title, submit = "leaderboards.rules_save", "How we compare", "Save"
    drafts = False

    tier_by = ChoiceField("Reps like me", TIERS, initial=lambda start: start.how.tier_by)
    meaning = Note(
        context(
            "The combined score: up to five parts that add up to 100%. The target is 100% of a part; "
            "bookings and goals have their own. Everybody can read the parts."
        )
    )
    what = Each(ChoiceField("Part", _parts, optional=True, empty=None))
    weight = Each(TextField("Counts (%), and its target", 40, optional=True, placeholder="30 50%"))

    @classmethod
    def shown(cls, facts: ComparingStart) -> list[Part]:
        """Below the tiers a choice and a text for each part."""
        parts: list[Part] = [cls.tier_by, cls.meaning]
        units = {metric.key: metric.unit for metric in facts.metrics}
        for number in range(MOST_PARTS):
            weight = facts.how.weights[number] if number < len(facts.how.weights) else None
            what = weight.what if weight else None
            parts.append(cls.what.of(number, label=f"Part {number + 1}", initial=what))
            parts.append(cls.weight.of(number, initial=_typed(weight, units) if weight else ""))
        return parts

    @classmethod
    def build(cls, v: ParsedValues) -> ComparingPlan:
        """The plan; parts with an empty weight are left out.

        FieldErrors: weights that cannot be read, or are of nothing.
        """
        weights, errors = [], {}
        for number, what in v[cls.what].items():
            typed = v[cls.weight].get(number, "")
            if what is None and typed:
                errors[cls.what.of(number).name] = "Choose what this counts, or empty the field below."
            if what is None or not typed:
                continue
            try:
                weights.append(_weight(what, typed))
            except BadInput as refusal:
                errors[cls.weight.of(number).name] = str(refusal)
        if errors:
            raise FieldErrors(errors)
        return ComparingPlan(v[cls.tier_by], tuple(weights))


def _typed(weight: Weight, units: Mapping[str, Unit]) -> str:
    """A part as somebody would type it."""
    percent = write_amount(rounded(weight.weight * 100, 2))
    if weight.target is None:
        return percent
    return f"{percent} {write_measure(rounded(weight.target, 4), units.get(weight.what, Unit.number))}"


def _weight(what: str, typed: str) -> tuple[str, Decimal, Amount | None]:
    """A part as typed: `30`, or `30 50%` with the target that is 100% of it."""
    percent, _, target = typed.partition(" ")
    weight = parse_percent(percent)
    if what in _OWN_TARGET:
        return what, weight, None
    if not target.strip():
        raise BadInput("Write its target too: `30 50%` counts 30%, and 50% is its target.")
    return what, weight, parse_amount(target)
