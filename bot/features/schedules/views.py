"""Scheduled messages in words, and the form in which an admin changes one; pure."""

from datetime import UTC, datetime
from typing import Any

from bot.common.cadences import MOST_WEEKS, Every, described
from bot.common.dates import WEEKDAYS
from bot.common.text import listed, plural
from bot.deliveries.notices import NoticeKind, Unsolicited, by_kind
from bot.features.schedules.notices import MissedRuns
from bot.features.schedules.rules import PERSON, WORKSPACE, Standing
from bot.slack.blocks import (
    Block,
    Message,
    button,
    channel_select,
    checkbox,
    checkboxes,
    context,
    field_of,
    header,
    modal,
    option,
    section,
    select,
    text_input,
    timepicker,
)
from bot.slack.text import local_time

CHANGE, OPEN_FORM = "schedules.change", "schedules.open"
TITLE = "What comes by itself"
LONGEST_ZONE = 64
_EVERY = {
    Every.day: "Every working day",
    Every.weekday: "Monday to Friday",
    Every.week: "Weekly, on the days below",
    Every.month: "Monthly, on the day below",
    Every.quarter_end: "At the end of each quarter",
}


def list_message(shown: list[Standing], missed: int, *, may_change: bool) -> Message:
    """The schedules for `/pacer schedules`; `may_change` adds buttons and the number of missed runs."""
    blocks: list[Block] = [header(TITLE)]
    for each in shown:
        kind = each.kind
        change = button("Change", f"{OPEN_FORM}:{kind}", value=kind) if may_change else None
        blocks.append(section(_in_words(each), accessory=change))
    if may_change and missed:
        blocks.append(context(f":warning: {plural(missed, 'run')} missed in the last seven days."))
    return Message(TITLE, blocks)


def _in_words(each: Standing) -> str:
    lines = [f"*{each.title}*  {each.description}"]
    if not each.is_on:
        return "\n".join([*lines, "Switched off."])
    where = f" in <#{each.channel_id}>" if each.channel_id else ""
    lines.append(f"{described(each.own or each.cadence)}{where}, {_zone_in_words(each.zone)}. {_next(each)}")
    return "\n".join(lines)


def _zone_in_words(zone: str) -> str:
    return {PERSON: "in everybody's own time zone", WORKSPACE: "in the workspace's time zone"}.get(zone, zone)


def _next(each: Standing) -> str:
    if each.next_at is None:
        no_place = each.whom == "channel" and each.channel_id is None
        return "It waits for a channel to be chosen." if no_place else "It is being planned."
    whose = "Next for you" if each.whom == "people" else "Next"
    return f"{whose}: {local_time(each.next_at)}."


def change_form(each: Standing) -> dict[str, Any]:
    """Form in which an admin changes whether, when and where a kind of message is sent."""
    cadence = each.cadence
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    everies = [option(words, every.value) for every, words in _EVERY.items()]
    numbers = [option(str(number), str(number)) for number in range(1, 32)]
    chosen_every = next(each for each in everies if each["value"] == cadence.every.value)
    blocks = [
        section(f"*{each.title}*\n{each.description}"),
        field_of(
            "is_on", "Wanted", checkbox("is_on", option("Yes", "on"), checked=each.is_on), optional=True
        ),
        field_of("every", "How often", select("every", everies, initial=chosen_every)),
        field_of("at", "At", timepicker("at", initial=f"{cadence.at:%H:%M}")),
        field_of(
            "weekdays",
            "Weekdays (when weekly)",
            checkboxes("weekdays", days, checked=set(map(str, cadence.weekdays))),
            optional=True,
        ),
        field_of(
            "weeks",
            "Every how many weeks (when weekly)",
            select("weeks", numbers[:MOST_WEEKS], initial=numbers[cadence.weeks - 1]),
            hint="2 is every other week, beginning with this one.",
        ),
        field_of(
            "day",
            "Day of the month (when monthly)",
            select("day", numbers, initial=numbers[cadence.day - 1]),
            hint="31 is the last day of any month. On a day off it moves to the next working day.",
        ),
        *_zone_fields(each),
    ]
    if each.whom == "channel":
        chosen = channel_select("channel", placeholder="Where it is posted", initial=each.channel_id)
        blocks.append(field_of("channel", "Channel", chosen, optional=True))
    kind = each.kind
    return modal(CHANGE, "Change a schedule", blocks, submit="Save", close="Cancel", metadata=kind)


def _zone_fields(each: Standing) -> list[Block]:
    general = option("The workspace's", WORKSPACE)
    own = option("Everybody's own", PERSON)
    options = [own, general] if each.whom == "people" else [general]
    chosen = own if each.zone == PERSON else general
    named = "" if each.zone in (PERSON, WORKSPACE) else each.zone
    return [
        field_of("zone", "Whose clock", select("zone", options, initial=chosen)),
        field_of(
            "zone_name",
            "Or one time zone for all",
            text_input("zone_name", initial=named, longest=LONGEST_ZONE),
            optional=True,
            hint="Such as Europe/Berlin.",
        ),
    ]


def saved_view() -> dict[str, Any]:
    """Window shown once a changed schedule is stored."""
    words = section(":white_check_mark: Saved. It holds from the next run on.")
    return modal("schedules.saved", "Change a schedule", [words])


def missed(notice: MissedRuns) -> Message:
    """Notice to admins about runs that were too late to be sent."""
    text = f":warning: {_missed_line(notice)}"
    why = "I was not running, or could not do it: my log tells which. These will not be sent any more."
    return Message(text, [section(text), context(why)])


def _missed_line(notice: MissedRuns) -> str:
    what = listed([f"{title} ({plural(number, 'time')})" for title, number in notice.missed])
    return f"Missed between {_at(notice.since)} and {_at(notice.noticed)}: {what}."


def _at(seconds: int) -> str:
    return local_time(datetime.fromtimestamp(seconds, UTC))


KINDS = by_kind(NoticeKind(MissedRuns, missed, Unsolicited("Missed runs", _missed_line, for_admins=True)))
