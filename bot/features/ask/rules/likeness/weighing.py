"""What a sentence weighs for each meaning, by a table of words; and how that table is counted. Pure.

Counted as an averaged perceptron is: whole numbers, no chance, the same on every machine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Table = Mapping[str, Mapping[str, int]]
# What every sentence has.
BIAS = "*"
# A feature that one sentence alone has says nothing of others.
_FEWEST, _ROUNDS, _AHEAD = 2, 6, 5
_SCALE, _SMALLEST = 100, 10


def weighed(features: Iterable[str], table: Table) -> dict[str, int]:
    """What each meaning weighs for these features, in hundredths."""
    return _sums((BIAS, *features), table, table[BIAS])


def counted(rows: Sequence[tuple[Iterable[str], str]]) -> dict[str, dict[str, int]]:
    """The table of sentences, each as its features and what it means.

    Sentence by sentence, features gain one for its meaning where another weighs nearly as much, and lose one
    for that other; kept is the mean over all steps, in hundredths.
    """
    seen = Counter(each for features, _ in rows for each in set(features))
    read = [
        ([BIAS, *sorted(each for each in set(features) if seen[each] >= _FEWEST)], meaning)
        for features, meaning in rows
    ]
    meanings = sorted({meaning for _, meaning in rows})
    weights: dict[str, Counter[str]] = {}
    late: dict[str, Counter[str]] = {}
    step = 0
    for features, meaning in (each for turn in range(_ROUNDS) for each in _shuffled(read, turn)):
        step += 1
        found = _sums(features, weights, meanings)
        rival = max((each for each in meanings if each != meaning), key=lambda each: (found[each], each))
        if found[meaning] - found[rival] > _AHEAD:
            continue
        for each in features:
            for name, gain in ((meaning, 1), (rival, -1)):
                weights.setdefault(each, Counter())[name] += gain
                late.setdefault(each, Counter())[name] += gain * step
    mean = {
        each: {name: (of[name] * (step + 1) - late[each][name]) * _SCALE // (step + 1) for name in meanings}
        for each, of in sorted(weights.items())
    }
    kept = {each: {name: w for name, w in of.items() if abs(w) >= _SMALLEST} for each, of in mean.items()}
    return {each: of for each, of in kept.items() if of} | {BIAS: mean.get(BIAS, {})}


def _sums(features: Iterable[str], table: Table, meanings: Iterable[str]) -> dict[str, int]:
    found = dict.fromkeys(meanings, 0)
    for each in features:
        for meaning, weight in table.get(each, {}).items():
            found[meaning] += weight
    return found


def _shuffled(rows: Sequence[tuple[list[str], str]], turn: int) -> Iterable[tuple[list[str], str]]:
    """The rows in another order each turn, since sentences of one meaning stand together."""
    stride = 7 + 2 * turn
    return (rows[at] for begin in range(stride) for at in range(begin, len(rows), stride))
