"""A manager's people, one a row, and all of them in a window. Pure."""

from datetime import date
from typing import Any

from bot.common.dates import write_day
from bot.common.text import plural
from bot.features.home.rules.facts import LedPeople, MemberRow
from bot.features.metrics.rules.glance import TeamGlance, money, person_words
from bot.features.metrics.views.glance import team_line
from bot.framework.pager import PREVIOUS_NEXT, page_told, pager, paginate
from bot.slack.blocks import Block, actions, button, context, modal, option, overflow, section

PERSON, ALL_NUMBERS, ALL_PEOPLE = "home.person", "home.team_numbers", "home.people"
MOST, PAGE = 15, 15
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
        blocks += [_team(seen), *(_row(row, seen, led.today) for row in rows[:room])]
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


def _team(seen: TeamGlance) -> Block:
    value = seen.team.subject.removeprefix("team:")
    more = button("Team's numbers", ALL_NUMBERS, value=value)
    return section(team_line(seen), accessory=more)


def _row(row: MemberRow, seen: TeamGlance, today: date) -> Block:
    told = [part for part in (_goals(row), _feedback(row, today)) if part]
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
    if row.feedback_at is None:
        return "no feedback from you yet"
    return f"your last feedback {write_day(row.feedback_at.date(), today)}"


def words_about(value: str) -> str | None:
    """The command that a choice about somebody types; None for a value that is none of ours."""
    key, _, person_id = value.partition(" ")
    return f"{ABOUT[key][1]} <@{person_id}>" if key in ABOUT and person_id.isalnum() else None
