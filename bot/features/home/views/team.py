"""A manager's people, one a row, and all of them in a window. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.common.dates import write_day
from bot.common.text import listed, plural
from bot.features.home.rules.facts import LedPeople, MemberRow
from bot.features.metrics.rules.glance import TeamGlance, money, person_words
from bot.features.metrics.views.glance import team_line
from bot.framework.pager import PREVIOUS_NEXT, page_told, pager, paginate
from bot.slack.blocks import Block, actions, button, context, modal, option, overflow, section

PERSON, ALL_NUMBERS, ALL_PEOPLE = "home.person", "home.team_numbers", "home.people"
MOST, PAGE, _MOST_MISSED = 15, 15, 4
# What is typed for who chooses it, with the person at its end.
ABOUT = {
    "numbers": ("Numbers", "/metrics"),
    "goals": ("Goals", "/goal list"),
    "feedback": ("Give feedback", "/feedback"),
    "thank": ("Thank", "/kudos"),
    "talk": ("Plan a 1:1", "/coach"),
}


def team_blocks(led: LedPeople) -> list[Block]:
    """Each team with its people, fifteen in all, and the way to the others."""
    blocks: list[Block] = []
    room = MOST
    for seen, rows in led.teams:
        if not room:
            break
        blocks += [_team(seen, _missing(rows, led)), *(_row(row, seen, led.today) for row in rows[:room])]
        room -= len(rows[:room])
    if led.count > MOST:
        blocks.append(actions(button(f"All {led.count}", f"{ALL_PEOPLE}:next", value="1")))
    return blocks


def people_view(led: LedPeople, number: int) -> dict[str, Any]:
    """Window with all whom somebody leads, a page at a time."""
    everybody = [(seen, row) for seen, rows in led.teams for row in rows]
    page = paginate(everybody, number, PAGE)
    blocks = [_row(row, seen, led.today) for seen, row in page.rows]
    buttons = pager(page, ALL_PEOPLE, str, PREVIOUS_NEXT)
    told = [context(f"{page.total:,} people · {page_told(page).lower()}")]
    return modal("home.people", "My people", [*blocks, *told, *([actions(*buttons)] if buttons else [])])


def _team(seen: TeamGlance, missing: str) -> Block:
    value = seen.team.subject.removeprefix("team:")
    more = button("Team's numbers", ALL_NUMBERS, value=value)
    return section("\n".join(filter(None, [team_line(seen), missing])), accessory=more)


def _missing(rows: Sequence[MemberRow], led: LedPeople) -> str:
    """To whom the viewer owes the first feedback, or 1:1: said once a team, "" where nobody is missed."""
    told = [
        f"{what}: {_named([row.name for row in rows if row.person_id in ids], len(rows))}"
        for what, ids in (("No feedback from you yet", led.untold), ("No 1:1 yet", led.unmet))
        if any(row.person_id in ids for row in rows)
    ]
    return " · ".join(told)


def _named(names: Sequence[str], everybody: int) -> str:
    if len(names) == everybody > 1:
        return "everybody"
    firsts = [
        *names[:_MOST_MISSED],
        *([f"{len(names) - _MOST_MISSED} more"] if len(names) > _MOST_MISSED else []),
    ]
    return listed(firsts)


def _row(row: MemberRow, seen: TeamGlance, today: date) -> Block:
    told = [part for part in (_goals(row), _talk(row, today), _feedback(row, today)) if part]
    figures = f" {_figures(row, seen.currency)}" if row.glance else ""
    options = [option(label, f"{key} {row.person_id}") for key, (label, _) in ABOUT.items()]
    text = "\n".join([f"*{row.name}*{figures}", *([" · ".join(told)] if told else [])])
    return section(text, accessory=overflow(PERSON, options))


def _figures(row: MemberRow, currency: str) -> str:
    glance = row.glance
    if glance is None or glance.quota is None:
        return ""
    amounts = f"{money(glance.booked, currency)} of {money(glance.quota, currency)}"
    return f"{person_words(glance)} · {amounts}"


def _goals(row: MemberRow) -> str:
    if not row.goals.active:
        return "no active goal"
    behind = f", {row.goals.worrying} behind" if row.goals.worrying else ""
    return f"{plural(row.goals.active, 'goal')}{behind}"


def _feedback(row: MemberRow, today: date) -> str:
    return f"your last feedback {write_day(row.feedback_at.date(), today)}" if row.feedback_at else ""


def _talk(row: MemberRow, today: date) -> str:
    return f"last 1:1 {write_day(row.talked_on, today)}" if row.talked_on else ""


def words_about(value: str) -> str | None:
    """The command that a choice about somebody types; None for a value that is none of ours."""
    key, _, person_id = value.partition(" ")
    return f"{ABOUT[key][1]} <@{person_id}>" if key in ABOUT and person_id.isalnum() else None
