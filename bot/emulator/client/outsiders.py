"""Users who are no ordinary members: guests, people of a connected workspace, bots and workflows."""

from bot.emulator.client.outcome import Outcome
from bot.emulator.protocol.mentions import as_message
from bot.emulator.protocol.serializers import user_payload
from bot.emulator.state.world import Channel, SlackMessage, User, World
from bot.emulator.transport.events import tell_message, tell_team
from bot.emulator.transport.session import Session

WORKFLOW_BOT = "B0WORKFLOW"


def add_guest(
    world: World, team_id: str, handle: str, real_name: str, channel: Channel, *, single_channel: bool = False
) -> User:
    """Adds a guest, who sees only the channels they were invited to; one if `single_channel`."""
    domain = world.teams[team_id].domain
    guest = User(
        world.new_id("U"), team_id, handle, real_name, title="Contractor", email=f"{handle}@{domain}.example"
    )
    guest.is_restricted, guest.is_ultra_restricted = True, single_channel
    world.users[guest.id] = guest
    channel.members.add(guest.id)
    world.changed()
    return guest


def share(world: World, channel: Channel, *people: User) -> None:
    """Connects a channel with the workspaces of these people, who become its members (Slack Connect)."""
    channel.shared_with |= {person.team_id for person in people} - {channel.team_id}
    channel.members |= {person.id for person in people}
    world.changed()


async def change_member(session: Session, user: User, **facts: bool) -> Outcome:
    """Changes flags of a user as a Slack admin: `deleted`, `is_admin`, `is_restricted` and the like."""
    for name, value in facts.items():
        if not isinstance(getattr(user, name), bool):
            raise TypeError(f"{name} is no flag of a user")
        setattr(user, name, value)
    session.world.changed()
    team = session.world.teams[user.team_id]
    outcome = Outcome(
        await tell_team(session, team, {"type": "user_change", "user": user_payload(session.world, user)})
    )
    await session.settled()
    return outcome


async def post_as_app(session: Session, channel: Channel, typed: str, bot: User | None = None) -> Outcome:
    """Posts as another app's `bot` user, or with None as a workflow: with a `bot_id` and no `user`."""
    author = bot or User("", channel.team_id, "workflow", "Workflow", is_bot=True)
    if bot is not None and (not bot.is_bot or bot.id not in channel.members):
        return Outcome(error="not_in_channel")
    message = SlackMessage(
        session.world.next_ts(),
        channel.id,
        author.id,
        as_message(session.world, author, typed),
        bot_id=f"B{bot.id[1:]}" if bot else WORKFLOW_BOT,
        subtype=None if bot else "bot_message",
    )
    channel.messages.append(message)
    session.world.changed()
    outcome = Outcome(await tell_message(session, message, channel))
    await session.settled()
    return outcome
