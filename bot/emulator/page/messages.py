"""A channel's or a thread's messages as rows, grouped as Slack groups them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from bot.emulator.page.avatars import app_badge, avatar
from bot.emulator.page.blocks.render import blocks_html
from bot.emulator.page.dates import ago, clock_time, day_label, stamp
from bot.emulator.page.emoji import emoji_html
from bot.emulator.page.markup import button, esc, icon, icon_button, tag
from bot.emulator.page.mrkdwn import mrkdwn_to_html
from bot.emulator.page.view_model import Scene
from bot.emulator.state.world import Channel, File, SlackMessage

GROUP_FOR = timedelta(minutes=5)
_ONLY_EMOJI = re.compile(r"\s*(?::[a-z0-9_+'-]+:\s*){1,23}")


class MessageRow(NamedTuple):
    """A row of a list: a stable key, and its present HTML."""

    key: str
    html: str


def message_rows(scene: Scene, channel: Channel, thread: str | None = None) -> list[MessageRow]:
    """The newest messages of a channel (`seat.limit` of them) or a whole thread, with dividers between."""
    shown = visible(scene, channel, thread)
    rows = _shown_rows(scene, channel, shown if thread else shown[-scene.seat.limit :], thread)
    if thread is None:
        hidden = len(shown) - scene.seat.limit
        rows.insert(
            0,
            MessageRow("earlier", _earlier(hidden))
            if hidden > 0
            else MessageRow("-intro", _intro(scene, channel)),
        )
    return rows


def visible(scene: Scene, channel: Channel, thread: str | None) -> list[SlackMessage]:
    """What the acting person sees, in the order it was said (the clock may have been moved back since).

    Slackbot's notes to this window stand where their time belongs.
    """
    shown = [m for m in channel.visible_to(scene.me.id, thread_ts=thread) if m.ts not in scene.seat.hidden]
    for note in scene.seat.notes:
        if (note.channel_id, note.thread_ts, note.ephemeral_to) == (channel.id, thread, scene.me.id):
            place = max((n for n, m in enumerate(shown, start=1) if m.ts <= note.ts), default=0)
            shown.insert(place, note)
    return shown


def _shown_rows(
    scene: Scene, channel: Channel, shown: list[SlackMessage], thread: str | None
) -> list[MessageRow]:
    replies = replies_by_thread(channel)
    new_from = scene.seat.new_from.get(channel.id) if thread is None else None
    rows: list[MessageRow] = []
    last: SlackMessage | None = None
    for message in shown:
        rows += _dividers(scene, last, message, new_from, thread)
        grouped = last is not None and not rows[-1].key.startswith("-") and joins(scene, last, message)
        below = "" if thread else _replies(scene, message, replies.get(message.ts, []))
        rows.append(MessageRow(message.ts, message_html(scene, message, grouped=grouped, below=below)))
        if thread == message.ts and (count := len(replies.get(thread, []))):
            rows.append(
                MessageRow(
                    "-replies", tag("div", f"{count} {_plural(count, 'reply')}", class_="replies-line")
                )
            )
        last = message
    return rows


def _dividers(
    scene: Scene, last: SlackMessage | None, message: SlackMessage, new_from: str | None, thread: str | None
) -> Iterable[MessageRow]:
    day = scene.when.local(message.ts).date()
    if thread is None and (last is None or scene.when.local(last.ts).date() != day):
        yield MessageRow(
            f"-{day}",
            tag("div", tag("span", day_label(day, scene.when.today)), class_="day", role="separator"),
        )
    if message.ts == new_from:
        yield MessageRow("-new", tag("div", tag("span", "New"), class_="new-line", role="separator"))


def joins(scene: Scene, last: SlackMessage, message: SlackMessage) -> bool:
    """Whether a message is shown below the previous one without repeating its author."""
    same = (last.user_id, last.ephemeral_to, last.subtype) == (
        message.user_id,
        message.ephemeral_to,
        message.subtype,
    )
    return same and scene.when.local(message.ts) - scene.when.local(last.ts) < GROUP_FOR


def replies_by_thread(channel: Channel) -> dict[str, list[SlackMessage]]:
    """The replies under each parent's timestamp, ephemeral ones left out."""
    threads: dict[str, list[SlackMessage]] = defaultdict(list)
    for message in channel.messages:
        if message.thread_ts and message.thread_ts != message.ts and message.ephemeral_to is None:
            threads[message.thread_ts].append(message)
    return threads


def message_html(scene: Scene, message: SlackMessage, *, grouped: bool = False, below: str = "") -> str:
    """One message with its toolbar; `grouped` leaves avatar and name out."""
    user = scene.world.users.get(message.user_id)
    moment = scene.when.local(message.ts)
    time = tag("time", clock_time(moment), title=stamp(moment), class_="time")
    name = tag("b", esc(scene.names.get(message.user_id, "Somebody")), class_="author")
    body = [
        "" if grouped else tag("div", name, app_badge(user), time, class_="byline"),
        _mark_own(_content(scene, message), scene.me.id),
        "".join(_file(scene, file) for file in message.files),
        _reactions(scene, message),
        below,
    ]
    gutter = tag(
        "div", time.removesuffix("</time>").replace(" AM", "").replace(" PM", "") + "</time>", class_="gutter"
    )
    return tag(
        "article",
        _only_you() if message.ephemeral_to and not grouped else "",
        gutter if grouped else tag("div", avatar(user), class_="gutter"),
        tag("div", *body, class_="body"),
        _tools(message),
        class_=_classes(message, grouped),
        data_testid="message",
        data_ts=message.ts,
    )


def _classes(message: SlackMessage, grouped: bool) -> str:
    marks = {"grouped": grouped, "ephemeral": bool(message.ephemeral_to)}
    return " ".join(["msg", *(name for name, on in marks.items() if on)])


def _mark_own(html: str, user_id: str) -> str:
    """The HTML with mentions of the reader highlighted."""
    return html.replace(f'class="mention" data-user="{user_id}"', f'class="mention me" data-user="{user_id}"')


def _only_you() -> str:
    return tag("div", icon("eye"), "Only visible to you", class_="only-you")


def _content(scene: Scene, message: SlackMessage) -> str:
    holder = f"{message.channel_id}:{message.ts}"
    if message.blocks:
        look = scene.look(holder, scene.drafts.get((scene.me.id, message.ts), {}))
        # Slack marks edited words, not edited blocks.
        return tag("div", blocks_html(message.blocks, look), class_="blocks", data_surface=holder)
    edited = tag("span", " (edited)", class_="edited") if message.edited_ts else ""
    jumbo = " jumbo" if _ONLY_EMOJI.fullmatch(message.text) else ""
    muted = " muted" if message.subtype else ""
    return tag(
        "div", mrkdwn_to_html(message.text, scene.names, scene.when), edited, class_=f"text{jumbo}{muted}"
    )


def _file(scene: Scene, file: File) -> str:
    size = f"{max(1, len(file.content or b'') // 1024):,} kB"
    words = tag("span", tag("b", esc(file.name)), tag("span", size, class_="hint"), class_="grow")
    address = f"/files-pri/{file.id}/download/file?seen_by={scene.me.id}"
    return tag(
        "a", icon("file"), words, class_="file-card", href=address, download=file.name, data_testid="file"
    )


def _reactions(scene: Scene, message: SlackMessage) -> str:
    given = [(emoji, users) for emoji, users in message.reactions.items() if users]
    if not given:
        return ""
    buttons = [_reaction(scene, message, emoji, users) for emoji, users in given]
    more = icon_button(
        "smile", "Add reaction", class_="reaction add", data_event="emoji", data_holder=_holder(message)
    )
    return tag("div", *buttons, more, class_="reactions")


def _reaction(scene: Scene, message: SlackMessage, emoji: str, users: list[str]) -> str:
    mine = scene.me.id in users
    who = (
        ["You", *(scene.names.get(u, u) for u in users if u != scene.me.id)]
        if mine
        else [scene.names.get(u, u) for u in users]
    )
    return button(
        emoji_html(emoji),
        tag("span", str(len(users))),
        class_="reaction mine" if mine else "reaction",
        title=f"{', '.join(who)} reacted with :{emoji}:",
        aria_pressed="true" if mine else "false",
        data_event="react",
        data_emoji=emoji,
        data_holder=_holder(message),
        data_testid=f"reaction-{emoji}",
    )


def _replies(scene: Scene, message: SlackMessage, replies: list[SlackMessage]) -> str:
    if not replies:
        return ""
    faces = list(dict.fromkeys(reply.user_id for reply in replies))[:4]
    last = ago(scene.when.local(replies[-1].ts), scene.when.now)
    return button(
        *(avatar(scene.world.users.get(face), "tiny") for face in faces),
        tag("b", f"{len(replies)} {_plural(len(replies), 'reply')}"),
        tag("span", f"Last reply {last}", class_="hint"),
        class_="thread-link",
        data_event="thread",
        data_ts=message.ts,
        data_testid="thread-link",
    )


def _tools(message: SlackMessage) -> str:
    holder = _holder(message)
    if message.ephemeral_to:
        return tag("div", icon_button("x", "Hide", data_event="hide", data_ts=message.ts), class_="tools")
    thread = message.thread_ts or message.ts
    return tag(
        "div",
        icon_button(
            "smile", "Add reaction", data_event="emoji", data_holder=holder, data_testid="add-reaction"
        ),
        icon_button("thread", "Reply in thread", data_event="thread", data_ts=thread, data_testid="reply"),
        icon_button(
            "dots", "More actions", data_event="more", data_holder=holder, data_testid="more-actions"
        ),
        class_="tools",
    )


def _earlier(count: int) -> str:
    return button(
        f"Show earlier ({count})", class_="btn earlier", data_event="earlier", data_testid="show-earlier"
    )


def _intro(scene: Scene, channel: Channel) -> str:
    kind = "the channel" if channel.is_room else "your direct messages with"
    name = tag("b", esc(scene.label(channel)))
    return tag("div", f"This is the very beginning of {kind} ", name, ".", class_="intro")


def _holder(message: SlackMessage) -> str:
    return f"{message.channel_id}:{message.ts}"


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun[:-1]}ies"
