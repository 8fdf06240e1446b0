"""What all actions of a team came to together; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bot.features.skills.rules.history import UntouchedHistory
from bot.features.skills.rules.outcome import EffectEstimate, interval

LEAST_ACTIONS, LEAST_ACTORS = 8, 4


@dataclass(frozen=True)
class ActionEffect:
    """What one action came to: `effect` e and `variance` V, judged by the `history` of such windows."""

    person_id: str
    effect: float
    variance: float
    history: UntouchedHistory

    @property
    def weight(self) -> float:
        """How much it counts beside others: the surer, the more."""
        return 1 / (self.history.scale**2 * self.variance)


def pooled_outcome(actions: Sequence[ActionEffect]) -> EffectEstimate | None:
    """What all actions of a team came to together; None below 8 of 4 people, or with too little history.

    The error of a history's mean is shared by all actions that it judges.
    """
    people = {each.person_id for each in actions}
    if len(actions) < LEAST_ACTIONS or len(people) < LEAST_ACTORS:
        return None
    if not all(each.history.is_enough for each in actions):
        return None
    whole = sum(each.weight for each in actions)
    effect = sum(each.weight * each.effect for each in actions) / whole
    shared: dict[UntouchedHistory, float] = {}
    for each in actions:
        shared[each.history] = shared.get(each.history, 0.0) + each.weight * sqrt(each.variance) / whole
    variance = 1 / whole + sum(history.scale**2 * part**2 * history.share for history, part in shared.items())
    return interval(effect, max(history.quantile for history in shared) * sqrt(variance))
