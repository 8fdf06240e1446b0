"""Whether a contest is worth holding, by how it would have gone before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WINDOWS = 8
# Above this share of replays one person wins too often; below it, too few are ever near the top.
ONE_WINS, FEW_NEAR = Fraction(1, 2), Fraction(1, 2)
PADDING = Fraction(3, 2)


@dataclass(frozen=True)
class Replay:
    """The contest on past days: who would have won, who was near the top, whether padding would have won."""

    label: str
    winners: tuple[str, ...]
    near: tuple[str, ...]
    padded: bool = False


@dataclass(frozen=True)
class BacktestResult:
    """What the replays show. `usual` would have won most often, in `times` of them.

    `one_wins`: in more than half. `few_near`: fewer than half were ever near the top. `padding_wins`: in at
    least half of the replays half as much again would have won.
    """

    replays: tuple[Replay, ...]
    usual: str = ""
    times: int = 0
    one_wins: bool = False
    few_near: bool = False
    padding_wins: bool = False


def verdict(replays: Sequence[Replay], people: int) -> BacktestResult:
    """Sums up the replays; `people` is how many competed. Without a winner no warning is set."""
    counts: dict[str, int] = {}
    for replay in replays:
        for who in replay.winners:
            counts[who] = counts.get(who, 0) + 1
    if not counts:
        return BacktestResult(tuple(replays))
    usual = min(counts, key=lambda who: (-counts[who], who))
    near = {who for replay in replays for who in replay.near}
    padded = sum(replay.padded for replay in replays)
    return BacktestResult(
        tuple(replays),
        usual,
        counts[usual],
        one_wins=Fraction(counts[usual], len(replays)) > ONE_WINS,
        few_near=Fraction(len(near), max(people, 1)) < FEW_NEAR and len(replays) > 1,
        padding_wins=Fraction(padded, len(replays)) >= FEW_NEAR,
    )
