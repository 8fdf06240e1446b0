"""Who knows whom in the emulator, and where people are."""

from bot.emulator.state.world import Channel, User, World


def meet(world: World, one: User, other: User) -> bool:
    """Whether two users share a workspace, or a channel that is shared by two."""
    both = {one.id, other.id}
    shared = (channel for channel in world.channels.values() if channel.shared_with)
    return one.team_id == other.team_id or any(both <= channel.members for channel in shared)


def everybody(world: World) -> list[User]:
    """The living people of every workspace, bots left out, in the order in which they came."""
    return [user for team_id in world.teams for user in world.people(team_id)]


def first_channel(world: World, user: User) -> Channel:
    """Where a person starts: the workspace's first channel, or the first public one that they are in.

    LookupError when they are in none.
    """
    mine = [
        channel
        for channel in world.channels.values()
        if channel.kind == "public" and channel.is_in(user.team_id) and user.id in channel.members
    ]
    if not mine:
        raise LookupError(f"{user.name} is in no channel")
    first = world.teams[user.team_id].first_channel
    return next((channel for channel in mine if channel.name == first), mine[0])
