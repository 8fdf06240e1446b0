"""Which users of different workspaces can see each other."""

from bot.emulator.state.world import User, World


def meet(world: World, one: User, other: User) -> bool:
    """Whether two users share a workspace, or a channel that is shared by two."""
    both = {one.id, other.id}
    shared = (channel for channel in world.channels.values() if channel.shared_with)
    return one.team_id == other.team_id or any(both <= channel.members for channel in shared)
