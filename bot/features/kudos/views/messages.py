"""The form, the answers and the messages of kudos. Pure."""

from typing import Any

from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.kudos.commands.parser import tags_in
from bot.features.kudos.notices import KudosReceived, KudosShoutout
from bot.features.kudos.rules.facts import Given, Undone
from bot.slack.blocks import Block, Message, actions, button, confirm, context, modal, quotation, section
from bot.slack.text import harmless, pieces

OPEN_FORM = "kudos.open"
UNDO = "kudos.undo"
LINE = 200


def given_message(given: Given) -> Message:
    """Ephemeral answer to the giver, with "Undo"."""
    text = _given_text(given)
    return Message(text, [section(text), actions(_undo_button(given.kudos_id))])


def given_modal(given: Given) -> dict[str, Any]:
    """Window shown once a submitted kudos is given, with "Undo"."""
    return modal(
        "kudos.given", "Kudos sent", [section(_given_text(given)), actions(_undo_button(given.kudos_id))]
    )


def _given_text(given: Given) -> str:
    who = listed([f"*{person.name}*" for person in given.receivers])
    each = " each" if len(given.receivers) > 1 else ""
    return (
        f":raised_hands: {who} got {plural(given.points_each, 'point')}{each} from you. {_where(given)}\n"
        f"You have *{given.left} of {given.allowance}* left to give today."
    )


def _where(given: Given) -> str:
    if given.is_private:
        return "Only they can see it."
    if given.channel_id is None:
        return "They hear of it in a direct message."
    return f"The shout-out goes to <#{given.channel_id}>."


def _undo_button(kudos_id: int) -> dict[str, Any]:
    what = "The points come back to you. The shout-out goes too where I am a member; elsewhere it stays."
    ask = confirm("Undo this kudos?", what, yes="Undo")
    return button("Undo", UNDO, value=str(kudos_id), ask=ask)


def undone_message(undone: Undone) -> Message:
    """Ephemeral answer after a kudos was taken back."""
    who = listed([person.name for person in undone.receivers])
    text = f"Undone: the kudos to {who} is taken back. {plural(undone.left, 'point')} left to give that day."
    if undone.post_stays:
        text += " The shout-out stays in the channel: I am not a member there, and cannot delete it."
    return Message(text, [section(text)])


def shoutout(notice: KudosShoutout) -> Message:
    """Public post of a giving. Names, not mentions: the note is what notifies the receiver."""
    names = listed([f"*{name}*" for name in notice.receivers])
    points = f"+{notice.points}" + (" each" if len(notice.receivers) > 1 else "")
    headline = f":raised_hands: *{notice.giver}* thanks {names}  `{points}`"
    words = harmless(notice.reason, notice.names)
    return Message(
        f"{notice.giver} thanks {listed(notice.receivers)}: {words}",
        [section(headline), *_quoted(notice), *_tags(notice)],
    )


def note(notice: KudosReceived) -> Message:
    """Direct message to one receiver of a giving."""
    points = plural(notice.points, "point")
    privately = _privately(notice)
    headline = f":raised_hands: *{notice.giver}* thanked you{privately}: {points}."
    where = [context(f"The shout-out goes to <#{notice.channel}>.")] if notice.channel else []
    words = harmless(notice.reason, notice.names)
    return Message(
        f"{notice.giver} thanked you{privately}: {words}",
        [section(headline), *_quoted(notice), *_tags(notice), *where],
    )


def note_line(notice: KudosReceived) -> str:
    """A received kudos as one line of a digest."""
    words = " ".join(harmless(notice.reason, notice.names).split())
    return f":raised_hands: *{notice.giver}* thanked you{_privately(notice)}: {pieces(words, LINE)[0]}"


def _privately(notice: KudosShoutout) -> str:
    return " privately" if notice.private else ""


def _quoted(notice: KudosShoutout) -> list[Block]:
    return quotation(harmless(notice.reason, notice.names))


def _tags(notice: KudosShoutout) -> list[Block]:
    # Tags that were typed are in the words already; the one chosen in the form is not.
    unseen = [value for value in notice.values if value not in tags_in(notice.reason)]
    return [context(" ".join(f"#{value}" for value in unseen))] if unseen else []


NOTICES = (
    NoticeKind(KudosShoutout, shoutout, is_linked=True),
    NoticeKind(
        KudosReceived,
        note,
        Unsolicited("Kudos you receive", note_line, is_news=True, group=MessageGroup.thanks),
    ),
)
