"""Which messages each person has read, shared by all windows of an emulator."""

from bot.emulator.state.world import Channel, SlackMessage, World


class ReadState:
    """How far each person has read each channel; messages from before the start count as read."""

    def __init__(self, world: World) -> None:
        self._read: dict[tuple[str, str], str] = {}
        for channel in world.channels.values():
            for user_id in channel.members:
                self.mark(channel, user_id)

    def mark(self, channel: Channel, user_id: str) -> None:
        """Marks everything in the channel as read by this user."""
        if channel.messages:
            self._read[channel.id, user_id] = max(message.ts for message in channel.messages)

    def unread(self, channel: Channel, user_id: str) -> list[SlackMessage]:
        """What others posted since the user last read the channel, oldest first."""
        last = self._read.get((channel.id, user_id), "")
        if not channel.messages or channel.messages[-1].ts <= last:
            return []
        return [
            message
            for message in channel.visible_to(user_id)
            if message.ts > last and message.user_id != user_id and message.ephemeral_to is None
        ]
