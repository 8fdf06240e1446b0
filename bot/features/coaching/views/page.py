"""The page of a pair: talks, agenda and actions. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.common.dates import write_day
from bot.common.text import listed
from bot.features.coaching.notices import TalkClose
from bot.features.coaching.rules.cadence import both_times, rhythm_of
from bot.features.coaching.rules.facts import ActionItem, CoachingTalk, CoachingTopic, says_of
from bot.features.coaching.rules.ids import (
    ADD_ACTION,
    ADD_TOPIC,
    ALL_ITEMS,
    BRING,
    ITEM,
    MENU,
    MOVE,
    NOTES,
    RHYTHM,
    SHOWN,
    SKIP,
    TOPIC,
)
from bot.features.coaching.rules.pages import PairPage
from bot.features.coaching.rules.state_machine import ItemState, SeriesState
from bot.features.coaching.views.talk import close_blocks
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    modal,
    option,
    overflow,
    section,
)
from bot.slack.text import escape

MOST_SHOWN = 8
_MOST_WAITING = 2
_LONGEST_TITLE = 24


def page_message(page: PairPage, told: str = "") -> Message:
    """The page as a message; `told`: what has just been done."""
    blocks = page_blocks(page, told)
    return Message(told or f"1:1s with {page.pair.other_called}", blocks)


def page_modal(page: PairPage, told: str = "", more: Sequence[Block] = ()) -> dict[str, Any]:
    """The page as a window; `more`: what is said below what has just been done."""
    title = f"1:1s with {page.pair.other_called}"
    title = title if len(title) <= _LONGEST_TITLE else "Your 1:1s"
    blocks = page_blocks(page, told)
    place = 1 if told else 0
    return modal(SHOWN, title, [*blocks[:place], *more, *blocks[place:]], metadata=page.pair.other.id)


def all_items_modal(page: PairPage) -> dict[str, Any]:
    """All open actions of the two, as a window."""
    blocks = [_item(item, page) for item in page.items] or [section("No action is open.")]
    return modal(SHOWN, "All actions", blocks, metadata=page.pair.other.id)


def page_blocks(page: PairPage, told: str = "") -> list[Block]:
    """The page: what was just done, the next 1:1, what waits, agenda, actions, and what can be done."""
    blocks = [section(f":white_check_mark: {told}")] if told else []
    blocks += [section(_head(page))]
    for talk in page.waiting[:_MOST_WAITING]:
        blocks += close_blocks(card_of(page, talk))
    blocks += _topics(page)
    blocks += _items(page)
    blocks += past_blocks(page.past_items)
    return [*blocks, *_foot(page)]


def card_of(page: PairPage, talk: CoachingTalk) -> TalkClose:
    """The question of whether this talk took place, for the actor."""
    series, pair = page.series, page.pair
    if series is None:
        raise ValueError("a talk is of a series")
    on = talk.at.astimezone(pair.me.zone).date()
    day = "today" if on == page.today else f"on {write_day(on, page.today)}"
    mine, theirs = says_of(pair.me.id, series, talk), says_of(pair.other.id, series, talk)
    return TalkClose(talk.id, pair.other_called, day, mine.value, theirs.value, talk.state.value)


def when(page: PairPage, talk: CoachingTalk) -> str:
    """Day and time of a talk for the actor, with the other's where it differs."""
    pair = page.pair
    return both_times(talk.at, pair.me.zone, pair.other.zone, pair.other_called, page.today)


def _head(page: PairPage) -> str:
    series, name = page.series, page.pair.other_called
    rhythm = rhythm_of(series) if series else None
    if series is not None and series.state is SeriesState.ended:
        return f"*1:1s with {name}* · they have ended"
    lines = [f"*1:1s with {name}*" + (f" · {rhythm.told}" if rhythm else "")]
    if series is not None and series.paused_until and series.state is SeriesState.paused:
        lines[0] += f", paused until {write_day(series.paused_until, page.today)}"
    lines.append(f"Next: {when(page, page.next_talk)}" if page.next_talk else "No 1:1 is planned.")
    if page.last_held:
        lines.append(f"The last one that you both confirmed: {write_day(page.last_held, page.today)}")
    return "\n".join(lines)


def _topics(page: PairPage) -> list[Block]:
    if not page.topics:
        return []
    blocks = [section("*On the agenda*")]
    blocks += [_topic(number, topic, page) for number, topic in enumerate(page.topics[:MOST_SHOWN], 1)]
    if len(page.topics) > MOST_SHOWN:
        blocks.append(context(f"and {len(page.topics) - MOST_SHOWN} more"))
    return blocks


def _topic(number: int, topic: CoachingTopic, page: PairPage) -> Block:
    private = "   _(only you see this)_" if topic.is_private else ""
    of_other = f" · {page.pair.other_called}" if topic.author_id == page.pair.other.id else ""
    choices = [option("Share it", f"share {topic.id}")] if topic.is_private else []
    choices.append(option("Drop it", f"drop {topic.id}"))
    return section(f"{number}. {escape(topic.text)}{of_other}{private}", accessory=overflow(TOPIC, choices))


def item_text(item: ActionItem, page: PairPage) -> str:
    """An action as one line: whose, what, which skill, until when."""
    who = "You" if item.owner_id == page.pair.me.id else page.pair.other_called
    skill = f" · {SKILL_NAMES[item.skill]}" if item.skill in SKILL_NAMES else ""
    late = ", late" if item.state is ItemState.open and item.due_on < page.today else ""
    offered = ""
    if item.state is ItemState.offered:
        offered = " · waits for your answer" if who == "You" else f" · waits for {who}"
    watched = f" · watches {listed([escape(name) for name in item.watch.values()])}" if item.watch else ""
    day = write_day(item.due_on, page.today)
    return f"*{who}:* {escape(item.text)}{skill}{watched} · by {day}{late}{offered}"


def _items(page: PairPage) -> list[Block]:
    if not page.items:
        return []
    blocks = [section("*Agreed*"), *(_item(item, page) for item in page.items[:MOST_SHOWN])]
    if len(page.items) > MOST_SHOWN:
        more = button("All", ALL_ITEMS, value=page.pair.other.id)
        blocks.append(section(f"and {len(page.items) - MOST_SHOWN} more", accessory=more))
    return blocks


def _item(item: ActionItem, page: PairPage) -> Block:
    is_mine, value = item.owner_id == page.pair.me.id, str(item.id)
    choices: list[Element] = []
    if item.state is ItemState.offered and is_mine:
        choices = [option("Take it on", f"take {value}"), option("Decline", f"decline {value}")]
    elif item.state is ItemState.offered:
        choices = [option("Take it back", f"withdraw {value}")]
    else:
        choices = [option("Done", f"done {value}")] if is_mine else []
        choices += [option("New day", f"new_day {value}"), option("Drop it", f"drop {value}")]
        if item.owner_id == page.pair.person.id:
            choices.append(option("Watch a figure", f"watch {value}"))
    return section(item_text(item, page), accessory=overflow(ITEM, choices))


def past_blocks(items: Sequence[ActionItem]) -> list[Block]:
    """Own open actions of 1:1s that have ended, each with the way to bring it along."""
    if not items:
        return []
    head = section("*From before* · nobody but you and who led you then reads these")
    rows = [
        section(escape(each.text), accessory=button("Bring along", BRING, value=str(each.id)))
        for each in items[:MOST_SHOWN]
    ]
    return [head, *rows]


def _foot(page: PairPage) -> list[Block]:
    other, series = page.pair.other.id, page.series
    if series is not None and series.state is SeriesState.ended:
        return []
    row = [button("Add a topic", ADD_TOPIC, value=other), button("Add an action", ADD_ACTION, value=other)]
    if page.next_talk:
        value = str(page.next_talk.id)
        row += [button("Move the talk", MOVE, value=value), button("Skip this talk", SKIP, value=value)]
    if page.last_talk:
        row.append(button("Notes and actions", NOTES, value=str(page.last_talk.id)))
    if series is None or rhythm_of(series) is None:
        row.insert(0, button("Plan it", RHYTHM, value=other, style="primary"))
    return [actions(*row, *_menu(page))]


def _menu(page: PairPage) -> list[Element]:
    series, other = page.series, page.pair.other.id
    if series is None:
        return []
    choices = [option("All our talks", f"history {other}")]
    if rhythm_of(series) is not None:
        choices.append(option("Change the rhythm", f"rhythm {other}"))
        paused = series.state is SeriesState.paused
        choices.append(
            option("Go on now", f"resume {other}") if paused else option("Pause", f"pause {other}")
        )
    choices.append(option("End these 1:1s", f"stop {other}"))
    return [overflow(MENU, choices)]
