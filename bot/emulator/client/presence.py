"""A person's status and paused notifications."""

from datetime import datetime

from bot.emulator.client.outcome import Outcome
from bot.emulator.protocol.serializers import dnd_payload, user_payload
from bot.emulator.state.world import User
from bot.emulator.transport.events import tell_team
from bot.emulator.transport.session import Session


async def set_status(session: Session, user: User, emoji: str, text: str, until: datetime | None) -> Outcome:
    """Sets a user's status; "" as emoji removes it, `until` None sets no end."""
    user.status_emoji = f":{emoji.strip(':')}:" if emoji else ""
    user.status_text, user.status_expiration = text, until
    session.world.changed()
    team = session.world.teams[user.team_id]
    event = {"type": "user_change", "user": user_payload(session.world, user)}
    return Outcome(await tell_team(session, team, event))


async def pause_notifications(session: Session, user: User, until: datetime | None) -> Outcome:
    """Starts do-not-disturb until then; None ends it."""
    user.paused_from = session.world.clock.now() if until else None
    user.paused_until = until
    session.world.changed()
    team = session.world.teams[user.team_id]
    event = {"type": "dnd_updated_user", "user": user.id, "dnd_status": dnd_payload(user)}
    return Outcome(await tell_team(session, team, event))
