"""One delivery to Slack: its kind's view draws it, the right method carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.deliveries.kinds import Kind
from bot.deliveries.models import Delivery
from bot.deliveries.targets import Target
from bot.slack.client import SlackClient


@dataclass(frozen=True)
class Posted:
    """Where the message is now; a whisper has no place that could be edited later."""

    channel_id: str | None
    ts: str | None


class Courier:
    """Carries deliveries; SlackFailure when Slack does not take one."""

    def __init__(self, kinds: Mapping[str, Kind], client: SlackClient) -> None:
        self._kinds = kinds
        self._client = client

    async def carry(self, delivery: Delivery) -> Posted:
        """Post it, or show it to one person only."""
        message = self._kinds[delivery.kind].draw(delivery.facts)
        target = Target.parse(delivery.target)
        body: dict[str, Any] = {"channel": target.channel_id, "text": message.text}
        if message.blocks:
            body["blocks"] = message.blocks
        if target.thread_ts:
            body["thread_ts"] = target.thread_ts
        if target.only_for:
            await self._client.call(delivery.workspace_id, "chat.postEphemeral", user=target.only_for, **body)
            return Posted(target.channel_id, None)
        body |= {"unfurl_links": False, "unfurl_media": False}
        answer = await self._client.call(delivery.workspace_id, "chat.postMessage", **body)
        return Posted(answer.get("channel"), answer.get("ts"))

    async def take_back(self, sent: Delivery) -> None:
        """Delete a message that was posted."""
        await self._client.call(
            sent.workspace_id, "chat.delete", channel=sent.slack_channel, ts=sent.slack_ts
        )
