"""Global shortcuts, and those in the menu of a message."""

from bot.emulator.client.actions import trouble
from bot.emulator.client.outcome import Outcome
from bot.emulator.client.search import NotSeen
from bot.emulator.protocol.envelopes import Envelope
from bot.emulator.protocol.payloads import Payload, message_action, shortcut
from bot.emulator.protocol.serializers import message_payload
from bot.emulator.state.world import SlackMessage, User
from bot.emulator.transport.session import Session


async def use_shortcut(session: Session, user: User, name: str, message: SlackMessage | None) -> Outcome:
    """Use the shortcut with this name or callback id; NotSeen when the manifest has none of the kind."""
    kind = "global" if message is None else "message"
    callback_id = _callback_id(session, user, name, kind)
    payload = (
        shortcut(
            session.world,
            user,
            callback_id,
            trigger_id=session.interactions.new_trigger(user.id),
            action_ts=session.world.next_ts(),
        )
        if message is None
        else _on_message(session, user, callback_id, message)
    )
    parcel = Envelope("interactive", payload["type"], callback_id, payload)
    answer, exchange = await session.delivery.send(parcel)
    return Outcome([exchange], None if answer.ok else trouble(answer))


def _on_message(session: Session, user: User, callback_id: str, message: SlackMessage) -> Payload:
    return message_action(
        session.world,
        user,
        session.world.channels[message.channel_id],
        message_payload(session.world, message),
        callback_id,
        trigger_id=session.interactions.new_trigger(user.id),
        response_url=session.response_url(user, message.channel_id, message.ts),
        action_ts=session.world.next_ts(),
    )


def _callback_id(session: Session, user: User, name: str, kind: str) -> str:
    if session.world.teams[user.team_id].token is not None:
        for declared in session.world.app.shortcuts:
            if declared["type"] == kind and name in (declared["name"], declared["callback_id"]):
                return declared["callback_id"]
    raise NotSeen(f'there is no {kind} shortcut "{name}"')
