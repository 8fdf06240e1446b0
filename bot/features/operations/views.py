"""Deliveries as admins see them: kinds, places, times and reasons, never the content; pure."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.moments import WallClock
from bot.common.text import plural
from bot.deliveries.notices import EXPIRED, NO_FILE, DeliveryLogEntry, MessageGroup, NoticeKind, Unsolicited
from bot.deliveries.recipients import Recipient
from bot.features.operations.notices import DeliveryTrouble, PostFailed, SlackBack, SlackDown
from bot.features.operations.rules import KIND_DONE, OPEN, DeliveriesOverview, kind_words, meaning
from bot.slack.blocks import Block, Message, actions, button, confirm, context, divider, modal, section
from bot.slack.error_codes import NOT_A_MEMBER
from bot.slack.text import escape

SEND_AGAIN, MORE = "operations.again", "operations.more"
_INVITE = "I am not a member there: write `/invite @Pacer` in it, and the next one is posted."


def overview_modal(seen: DeliveriesOverview) -> dict[str, Any]:
    """Modal with the counts, the failed deliveries and those that wait."""
    blocks = [section(_summary(seen))]
    if seen.failed:
        blocks += [divider(), section("*Not delivered*")]
        for entry in seen.failed:
            blocks += _failed(entry, seen)
    if seen.waiting:
        lines = "\n".join(f"• {_waits(entry, seen)}" for entry in seen.waiting)
        blocks += [divider(), section(f"*Waiting*\n{lines}")]
    if not seen.failed and not seen.waiting:
        blocks.append(context("Nothing waits, nothing has failed."))
    return modal("operations.deliveries", "Deliveries", blocks)


def _summary(seen: DeliveriesOverview) -> str:
    trouble = (
        f":warning: *{plural(seen.fails, 'message')}* could not be delivered" if seen.fails else "no failures"
    )
    down = f"{_down_line(seen.down_told)}\n" if seen.down_told else ""
    return f"{down}In the last 24 hours: *{seen.sent:,}* sent, {seen.waits:,} waiting, {trouble}."


def _failed(entry: DeliveryLogEntry, seen: DeliveriesOverview) -> list[Block]:
    error = None if entry.state == EXPIRED else entry.error
    text = f"{_what(entry, seen.names)}, {seen.due[entry.id]}\n{meaning(error)}"
    if entry.lacks_file:
        return [section(f"{text}\n{NO_FILE}")]
    ask = confirm(
        "Send it again?", "If it did arrive the first time, it will be there twice.", yes="Send again"
    )
    again = button("Send again", SEND_AGAIN, value=str(entry.id), ask=ask)
    return [section(text), actions(again, button("More", MORE, value=str(entry.id)))]


def _waits(entry: DeliveryLogEntry, seen: DeliveriesOverview) -> str:
    """`A weekly check-in to Grace Kim waits until Tue 9:00 in Seoul: they are not at work`."""
    what, held = _what(entry, seen.names), seen.held.get(Recipient.parse(entry.target).person_id or "")
    if held:
        return f"{what} waits {held}"
    why = f": {meaning(entry.error)}" if entry.error else ""
    return f"{what} waits until {seen.due[entry.id]}{why}"


def more_modal(entry: DeliveryLogEntry) -> dict[str, Any]:
    """What Slack itself said of a delivery that failed, and how often it was tried."""
    error = entry.error or "none: it came too late"
    lines = (
        f"{meaning(None if entry.state == EXPIRED else entry.error)}\n"
        f"Slack's word: `{escape(error)}` · {plural(entry.attempts, 'attempt')} · kind `{entry.kind}`"
    )
    return modal("operations.more", "Not delivered", [section(lines)])


def _what(entry: DeliveryLogEntry, names: Mapping[str, str]) -> str:
    target = Recipient.parse(entry.target)
    if target.person_id:
        return f"{_begun(entry.kind)} to {names.get(target.person_id, 'somebody who left')}"
    return f"{_begun(entry.kind)} {'to' if target.people_ids else 'in'} {_place(target)}"


def _begun(kind: str) -> str:
    words = kind_words(kind)
    return words[0].upper() + words[1:]


def _place(target: Recipient) -> str:
    """Where a delivery goes; for a group conversation without names."""
    return "a group of people" if target.people_ids else f"<#{target.channel_id}>"


def trouble(notice: DeliveryTrouble) -> Message:
    """Notice to admins about a failed delivery, with what to do."""
    text = f":warning: {_trouble_line(notice)}"
    return Message(
        text, [section(f"{text}\n{meaning(notice.error)}"), actions(button("Look at deliveries", OPEN))]
    )


def _digest_line(notice: DeliveryTrouble) -> str:
    return f"{_trouble_line(notice)} {meaning(notice.error)}"


def _trouble_line(notice: DeliveryTrouble) -> str:
    target = Recipient.parse(notice.target)
    where = notice.name or _place(target)
    return f"I could not deliver {kind_words(notice.failed_kind)} to {where}."


def unposted(notice: PostFailed) -> Message:
    """To who called for a post: what holds all the same, what went wrong, and what to do."""
    what, where = kind_words(notice.failed_kind), f"<#{notice.channel}>"
    why = _INVITE if notice.error in NOT_A_MEMBER else meaning(notice.error)
    done = KIND_DONE.get(notice.failed_kind, "")
    text = f"{done} I could not post {what} in {where}. {why}".strip()
    return Message(text, [section(text)])


def _down_line(since: str) -> str:
    return f":electric_plug: *Slack takes no messages* since {since}. They wait, in order."


def slack_down(notice: SlackDown) -> Message:
    """That Slack is down, and what becomes of what there is to send."""
    since = WallClock(ZoneInfo(notice.zone), notice.since).write(notice.since)
    text = f"{_down_line(since)} I try again every few seconds, and tell you when it is back."
    return Message(text, [section(text)])


def slack_back(notice: SlackBack) -> Message:
    """That Slack was down, from when to when, what goes out now and what does not any more."""
    text = _back_line(notice)
    if notice.expired:
        kinds = "\n".join(f"• {kind_words(kind)} ({count})" for kind, count in sorted(notice.expired.items()))
        text += f"\nToo late to be worth sending:\n{kinds}"
    return Message(text, [section(text), actions(button("Look at deliveries", OPEN))])


def _back_line(notice: SlackBack) -> str:
    clock = WallClock(ZoneInfo(notice.zone), notice.until)
    since, until = clock.write(notice.since), clock.write(notice.until)
    line = f":electric_plug: Slack took no messages from {since} to {until}."
    if not notice.waiting:
        return f"{line} It does again; none waited."
    return f"{line} It does again: {plural(notice.waiting, 'message')} that waited go out now, one by one."


def _back_digest(notice: SlackBack) -> str:
    late = sum(notice.expired.values())
    return f"{_back_line(notice)} {plural(late, 'message')} came too late." if late else _back_line(notice)


TROUBLE = NoticeKind(
    DeliveryTrouble,
    trouble,
    Unsolicited("Trouble with deliveries", _digest_line, group=MessageGroup.running),
)
NOTICES = (
    TROUBLE,
    NoticeKind(PostFailed, unposted),
    NoticeKind(
        SlackDown,
        slack_down,
        Unsolicited("Slack is down", group=MessageGroup.running),
        despite_outage=True,
    ),
    NoticeKind(
        SlackBack,
        slack_back,
        Unsolicited("Slack was down", _back_digest, group=MessageGroup.running),
    ),
)
