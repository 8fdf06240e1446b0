"""Coaching in the App Home: the next 1:1, own actions, and who waits. Pure."""

from datetime import timedelta

from bot.common.text import listed, plural
from bot.features.coaching.rules.cadence import both_times
from bot.features.coaching.rules.ids import ADD_TOPIC, OPEN
from bot.features.coaching.rules.pages import CoachingList, PairPage
from bot.features.coaching.rules.pair import called
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.views.answers import LIST
from bot.slack.blocks import Block, button, header, section

_SOON = timedelta(days=7)
_MOST_NAMED = 3


def home_blocks(seen: CoachingList) -> list[Block]:
    """At most six lines; none for who has no 1:1s and leads nobody."""
    rows = [*(_own(seen.own) if seen.own else []), *_led(seen)]
    return [header("Coaching"), *rows] if rows else []


def _own(page: PairPage) -> list[Block]:
    other = page.pair.other
    rows = []
    if page.next_talk:
        at = both_times(page.next_talk.at, page.pair.me.zone, other.zone, page.pair.other_called, page.today)
        add = button("Add a topic", ADD_TOPIC, value=other.id)
        rows.append(section(f"{at} with {page.pair.other_called}", accessory=add))
    mine = [
        item
        for item in page.items
        if item.owner_id == page.pair.me.id
        and item.state is ItemState.open
        and item.due_on <= page.today + _SOON
    ]
    if mine:
        told = f"{plural(len(mine), 'action')} due this week"
        rows.append(section(told, accessory=button("Open", OPEN, value=other.id)))
    return rows


def _led(seen: CoachingList) -> list[Block]:
    lines = seen.people.rows
    rows = []
    coming = [(line.series.next_at, line.person) for line in lines if line.series and line.series.next_at]
    if coming:
        next_at, person = min(coming, key=lambda each: each[0])
        name = called(person)
        at = both_times(next_at, seen.viewer.zone, person.zone, name, seen.today)
        rows.append(section(f"{at} with {name}", accessory=button("Open", OPEN, value=person.id)))
    overdue = [called(line.person) for line in lines if line.is_overdue]
    if overdue:
        rest = len(overdue) - _MOST_NAMED
        names = [*overdue[:_MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])]
        told = f"No 1:1 for too long: {listed(names)}"
        rows.append(section(told, accessory=button("Open", LIST)))
    elif lines:
        rows.append(section("Your 1:1s", accessory=button("Open", LIST)))
    return rows
