"""How the demo begins: on which morning, and as the words of its verb say."""

from datetime import datetime

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.demo import launch

# In UTC: what it is now, and the morning on which the demo begins.
MORNINGS = {
    "Friday noon": ("2026-11-27T12:00", "2026-11-27T09:30"),
    "Friday, to the minute": ("2026-11-27T09:30", "2026-11-27T09:30"),
    "Saturday": ("2026-11-28T12:00", "2026-11-27T09:30"),
    "Sunday, to midnight": ("2026-11-29T23:59", "2026-11-27T09:30"),
    "Monday before work": ("2026-11-30T08:00", "2026-11-27T09:30"),
    "Tuesday before work": ("2026-12-01T09:29", "2026-11-30T09:30"),
    "in summer, an hour ahead of UTC": ("2026-07-01T08:30", "2026-07-01T08:30"),
    "in summer, before work": ("2026-07-01T08:29", "2026-06-30T08:30"),
    "Monday there, Sunday in UTC": ("2026-07-05T23:30", "2026-07-03T08:30"),
    "Monday after the clocks changed": ("2026-03-30T08:00", "2026-03-27T09:30"),
}


def test_the_last_working_morning() -> None:
    """Half past nine where the cast is, Monday to Friday, and never later than now."""
    instants = {name: datetime.fromisoformat(f"{now}Z") for name, (now, _) in MORNINGS.items()}

    found = {name: f"{launch.last_working_morning(now):%Y-%m-%dT%H:%M}" for name, now in instants.items()}

    assert found == {name: begins for name, (_, begins) in MORNINGS.items()}


@pytest.mark.parametrize(
    ("words", "started"),
    [((), (3999, True)), (("--port", "4000"), (4000, True)), (("--no-people",), (3999, False))],
    ids=str,
)
def test_the_words_of_the_verb(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], started: tuple[int, bool]
) -> None:
    """Its port and whether people act come to the demo; a real one is started in test_serving."""
    starts: list[tuple[int, bool]] = []

    async def run_demo(port: int, *, people_act: bool) -> None:
        starts.append((port, people_act))

    monkeypatch.setattr(launch, "run_demo", run_demo)
    done = CliRunner().invoke(cli, ["demo", *words])

    assert (done.exit_code, starts) == (0, [started])
