"""How fast a channel is posted to: a short burst, then one a second, each channel by itself."""

import pytest

from bot.deliveries.pace import BURST, Pace


class Seconds:
    """A clock in seconds that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The present."""
        return self.now


@pytest.mark.parametrize(
    ("waits", "right", "answer"),
    [
        ([], 5, 0.0),
        ([], 6, 1.0),
        ([0.25], 6, 0.75),
        ([1.0], 6, 0.0),
        ([1.0], 7, 1.0),
        ([0.5, 0.5], 6, 0.0),
        ([3.0], 8, 0.0),
        ([3.0], 9, 1.0),
        ([3600.0], 10, 0.0),
        ([3600.0], 11, 1.0),
    ],
)
def test_by_table(waits: list[float], right: int, answer: float) -> None:
    """After a burst and these waits (a look in between changes nothing), the answer to the n-th asking."""
    seconds = Seconds()
    pace = Pace(seconds)
    for _ in range(int(BURST)):
        answered = pace.take("C1")
    for wait in waits:
        assert pace.take("C1") > 0
        seconds.now += wait
    for _ in range(right - int(BURST)):
        answered = pace.take("C1")

    assert answered == pytest.approx(answer)


def test_channels_do_not_wait_for_each_other() -> None:
    """Each has its own burst."""
    pace = Pace(Seconds())
    while not pace.take("C1"):
        pass

    assert pace.take("C2") == 0.0
