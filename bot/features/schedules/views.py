"""Scheduled messages in words; pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.common.cadences import described
from bot.common.dates import write_moment
from bot.common.moments import WallClock
from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.schedules.notices import MissedRuns
from bot.features.schedules.rules import PERSON, WORKSPACE, Standing
from bot.slack.blocks import Block, Message, button, context, header, section

OPEN_FORM = "schedules.open"
TITLE = "What comes by itself"


def list_message(
    shown: list[Standing], missed: int, zone: ZoneInfo, now: datetime, *, may_change: bool
) -> Message:
    """The schedules for `/pacer schedules` as read in `zone`; `may_change` adds buttons and missed runs."""
    blocks: list[Block] = [header(TITLE)]
    for each in shown:
        kind = each.kind
        change = button("Change", f"{OPEN_FORM}:{kind}", value=kind) if may_change else None
        blocks.append(section(_in_words(each, zone, now), accessory=change))
    if may_change and missed:
        blocks.append(context(f":warning: {plural(missed, 'run')} missed in the last seven days."))
    return Message(TITLE, blocks)


def _in_words(each: Standing, zone: ZoneInfo, now: datetime) -> str:
    lines = [f"*{each.title}*  {each.description}"]
    if not each.is_on:
        return "\n".join([*lines, "Switched off."])
    where = f" in <#{each.channel_id}>" if each.channel_id else ""
    when = f"{described(each.own or each.cadence)}{where}, {_zone_in_words(each.zone)}."
    lines.append(f"{when} {_next(each, zone, now)}")
    return "\n".join(lines)


def _zone_in_words(zone: str) -> str:
    return {PERSON: "in everybody's own time zone", WORKSPACE: "in the workspace's time zone"}.get(zone, zone)


def _next(each: Standing, zone: ZoneInfo, now: datetime) -> str:
    if each.next_at is None:
        no_place = each.whom == "channel" and each.channel_id is None
        if each.whom == "people":
            return "None is planned for you."
        return "It waits for a channel to be chosen." if no_place else "It is being planned."
    whose = "Next for you" if each.whom == "people" else "Next"
    return f"{whose}: {write_moment(each.next_at, zone, now)}."


def missed(notice: MissedRuns) -> Message:
    """Notice to admins about runs that were too late to be sent."""
    text = f":warning: {_missed_line(notice)}"
    why = "These will not be sent any more. My log tells what it was."
    return Message(text, [section(text), context(why)])


def _missed_line(notice: MissedRuns) -> str:
    what = listed([f"{plural(number, 'message')} of *{title}*" for title, number in notice.missed])
    clock = WallClock(ZoneInfo(notice.zone), datetime.fromtimestamp(notice.noticed, UTC))
    since = clock.write(datetime.fromtimestamp(notice.since, UTC))
    return f"I was off: {what} did not go out, between {since} and {clock.write(clock.now)}."


NOTICES = (
    NoticeKind(
        MissedRuns,
        missed,
        Unsolicited("Missed runs", _missed_line, group=MessageGroup.running),
    ),
)
