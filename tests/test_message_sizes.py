"""Messages are short: each kind, with usual and with its worst facts, within its blocks and characters."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.deliveries.notices import Notice, ReminderRow, Reminders
from bot.features.checkins.notices import (
    AskedGoal,
    BlockedPerson,
    CheckinAsked,
    CheckinSummary,
    GoalText,
    TeamCheckinReport,
)
from bot.features.checkins.rules import CheckinNote
from bot.features.kudos.notices import KudosOfTheWeek
from bot.features.leaderboards.notices import ChannelBoard, WeeklyBoards
from bot.features.ledger.notices import WeekTold
from bot.features.metrics.notices import TeamWeek, TeamWeekPost, WeekInNumbers
from bot.registry import CATALOG
from bot.slack.blocks import Message

from .stored_notices import drawn

ROWS = json.loads((Path(__file__).parent / "snapshots" / "notices.json").read_text())
# Blocks and characters; a chart is one block more.
USUAL = (6, 700)
LIMITS = {
    "checkins.ask": (14, 1200),
    "metrics.summary": (12, 1800),
    "checkins.summary": (14, 1800),
    "deliveries.reminders": (9, 700),
    "metrics.post": (5, 500),
    # 600, and as much again for thanks with five long names.
    "leaderboards.post": (5, 900),
    "celebrations.post": (7, 900),
}
# As long as the words of whoever wrote them, the parts that somebody is to write, or a file's answer.
AS_LONG_AS_NEEDED = {"kudos.note", "kudos.shoutout", "reviews.remind", "intake.file"}

LONG = "Maximiliana Featherstonehaugh-Cholmondeley"
TITLE = "Win back forty lost customers in the north of the country and tell all of them why"
NUMBERS = WeekTold(
    "week of 23 Nov",
    f"$1,247,400 booked ({LONG} Ltd, {LONG} plc and 14 more); a usual week brings $1,023,700.",
    (
        "▰▰▰▰▰▱▱▱▱▱ 53% of the Q4 quota: $21,212,800 of $40,000,000.",
        "Pace 84% :large_yellow_circle: at risk: $1,007,800 a working day meets it.",
        "Win rate 48% in 90 days (only 3 deals, take it lightly).",
        "14 open deals are past the date.",
    ),
    restated=f"The week of 16 Nov is restated from $1,000,000 to $1,100,000 because {LONG} came in late",
    heard="Numbers are from Wednesday 19:30. 14 lines wait for a EUR rate.",
)
GOALS = tuple(
    AskedGoal(
        goal_id=number,
        heading=f"*{TITLE}*",
        standing="▰▰▰▱▱▱▱▱▱▱ 30% · $90,000 of $300,000 · :large_green_circle: ahead · by Thu 31 Dec",
        is_open=True,
        is_answered=False,
        health=None,
    )
    for number in range(4)
)
TEAM = TeamWeek(
    team_id=1,
    team="Enterprise and public sector",
    judged="a quieter week",
    said="$1,207,700 booked. 99% of Q4, $1,007,600 to go.",
    people=tuple(
        f"{LONG} $1,043,400, 67% :large_green_circle: ahead, 12 deals past the date" for _ in range(12)
    ),
    more=28,
    restated=NUMBERS.restated,
    heard=NUMBERS.heard,
)
REPORT = TeamCheckinReport(
    team_id=1,
    team="Enterprise",
    answered=(LONG,),
    silent=tuple(f"Person{number} {LONG}" for number in range(40)),
    off=tuple(GoalText(number, f"*{TITLE[:40]}…* (Maximiliana): 31% done, 50% due") for number in range(10)),
    blockers=tuple(BlockedPerson(f"U{number}", LONG, ("x" * 1000,), TITLE[:40]) for number in range(10)),
    wins=tuple((LONG, "w" * 1000) for _ in range(10)),
)
WORST: tuple[Notice, ...] = (
    CheckinAsked(
        checkin_id=1,
        is_answered=False,
        is_late=False,
        is_complete=False,
        goals=GOALS,
        words=CheckinNote(),
        numbers=NUMBERS,
    ),
    WeekInNumbers("week of 23 Nov", (TEAM,), to_confirm=3),
    CheckinSummary((REPORT,), to_confirm=3),
    TeamWeekPost(
        team_id=1,
        team="Enterprise and public sector",
        week="week of 23 Nov",
        judged="a quieter week",
        said="$1,207,700 booked; a usual week brings $1,192,700. 99% of the Q4 quota, $1,007,600 to go.",
        better=(LONG, LONG, LONG),
        chart=tuple((f"{number} Nov", (1.0, "$1"), (2.0, "$2")) for number in range(13)),
        heard="Numbers are from Wednesday 19:30.",
    ),
    WeeklyBoards(
        (
            ChannelBoard(
                title="Most improved: qualified meetings held",
                team="Enterprise and public sector",
                days="Q4 2026, up to 26 Nov",
                rows=tuple((rank, LONG, "$1,207,700") for rank in range(1, 4)),
                level="",
                improved=(LONG, "+41.2%"),
                total="$1,207,700",
                bar="",
                missing=(("no quota", 3),),
                sources="Numbers are from Wednesday 19:30.",
                spec="",
            ),
        ),
        thanks=KudosOfTheWeek("this week", ((1, LONG, 12), (2, LONG, 9)), (("teamwork", 12), ("hustle", 9))),
    ),
    Reminders(tuple(ReminderRow("x" * 80, "Answer", "goals.open", str(number)) for number in range(12))),
)


def size(message: Message) -> tuple[int, int]:
    """Blocks without charts, and the characters that somebody reads in them but for buttons."""
    plain = [block for block in message.blocks if block["type"] != "data_visualization"]
    return len(plain), sum(len(text) for text in _texts(plain))


def _texts(part: object) -> list[str]:
    if isinstance(part, Mapping):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        rest = [value for name, value in part.items() if name not in ("accessory", "options")]
        return own + (_texts(rest) if part.get("type") != "actions" else [])
    return [text for each in part for text in _texts(each)] if isinstance(part, list) else []


def _too_long(kind: str, message: Message) -> str:
    (blocks, characters), (most_blocks, most) = size(message), LIMITS.get(kind, USUAL)
    is_short = blocks <= most_blocks and characters <= most
    return "" if is_short else f"{kind}: {blocks} blocks of {most_blocks}, {characters} characters of {most}"


def test_usual_messages_are_short() -> None:
    """Those that were sent once, as they are drawn today."""
    stored: dict[str, list[dict[str, Any]]] = {
        kind: rows for kind, rows in ROWS.items() if kind not in AS_LONG_AS_NEEDED
    }
    found = {_too_long(kind, drawn(kind, row["facts"])) for kind, rows in stored.items() for row in rows}
    assert found == {""}


@pytest.mark.parametrize("notice", WORST, ids=lambda notice: notice.kind)
def test_the_worst_is_short_too(notice: Notice) -> None:
    """Long names, twelve people, everything late: it is cut, and says so; a phone shows a sentence."""
    message = CATALOG.notices[notice.kind].render(notice)
    assert _too_long(notice.kind, message) == ""
    first = message.text.split("\n")[0]
    assert first
    assert "*" not in first
