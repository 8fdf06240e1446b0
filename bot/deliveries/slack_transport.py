"""Posts, edits, deletes and finds messages in Slack."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.recipients import Recipient
from bot.slack.blocks import Message
from bot.slack.client import SlackClient
from bot.slack.error_codes import CURSOR_LOST
from bot.slack.failures import SlackFailure

log = structlog.stdlib.get_logger(__name__)

# Metadata by which a direct message is found again; readable by other apps, so it is a number only.
EVENT_TYPE = "pacer_delivery"
# Tolerance between Slack's clock and this machine's, which may be a day wrong until somebody sets it.
CLOCKS_APART = timedelta(days=1, minutes=5)
PAGE = 100
MOST_SEARCHES = 1000


@dataclass(frozen=True)
class Posted:
    """Where a message is in Slack.

    `ts` is None for an ephemeral message or a file, which cannot be edited.
    """

    channel_id: str | None
    ts: str | None


class SlackTransport:
    """Carries deliveries to Slack; SlackFailure when Slack refuses."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client
        # Where the search for a delivery goes on after Slack has interrupted it; oldest first.
        self._cursors: dict[int, str] = {}

    async def carry(
        self, delivery: Delivery, message: Message, attachment: Attachment | None = None
    ) -> Posted:
        """Posts a delivery, as an ephemeral message or with a file where it asks for that."""
        target = Recipient.parse(delivery.target)
        if attachment is not None:
            return await self._carry_file(delivery, target, message, attachment)
        body: dict[str, Any] = {"channel": target.channel_id, "text": message.text}
        if message.blocks:
            body["blocks"] = message.blocks
        if target.thread_ts:
            body["thread_ts"] = target.thread_ts
        if target.only_for:
            await self._client.call(delivery.workspace_id, "chat.postEphemeral", **body, user=target.only_for)
            return Posted(target.channel_id, None)
        if target.people_ids:
            body["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"delivery": delivery.id}}
        if len(target.people_ids) > 1:
            body["channel"] = await self._opened(delivery.workspace_id, target)
        body |= {"unfurl_links": False, "unfurl_media": False}
        answer = await self._client.call(delivery.workspace_id, "chat.postMessage", **body)
        return Posted(answer.get("channel"), answer.get("ts"))

    async def is_open(self, workspace_id: str) -> bool:
        """Whether Slack answers the method that posts, whatever it says: without a place it posts nothing."""
        try:
            await self._client.call(workspace_id, "chat.postMessage", channel="", text="")
        except SlackFailure as failure:
            return not failure.is_outage
        return True

    async def answer_at(self, workspace_id: str, response_url: str, message: Message) -> None:
        """Posts for everybody where a command was called; such a message can be neither found nor edited."""
        body = {"response_type": "in_channel", "replace_original": False, "text": message.text}
        blocks = {"blocks": message.blocks} if message.blocks else {}
        await self._client.post_to_response_url(workspace_id, response_url, body | blocks)

    async def _carry_file(
        self, delivery: Delivery, target: Recipient, message: Message, attachment: Attachment
    ) -> Posted:
        # Files go to conversations, not to people.
        opened = (
            target.channel_id if not target.people_ids else await self._opened(delivery.workspace_id, target)
        )
        await self._client.upload(
            delivery.workspace_id, opened, attachment.name, attachment.content, message.text
        )
        # Slack shares the file later and does not give its timestamp, so it is never edited.
        return Posted(opened, None)

    async def take_back(self, sent: Delivery) -> None:
        """Deletes a posted message; one that is gone already counts as deleted."""
        try:
            await self._client.call(
                sent.workspace_id, "chat.delete", channel=sent.slack_channel, ts=sent.slack_ts
            )
        except SlackFailure as failure:
            if failure.code != "message_not_found":
                raise

    async def edit(self, sent: Delivery, message: Message) -> None:
        """Replaces the content of a posted message; does nothing when somebody has deleted it."""
        place = {"channel": sent.slack_channel, "ts": sent.slack_ts}
        body = {**place, "text": message.text, "blocks": message.blocks}
        try:
            await self._client.call(sent.workspace_id, "chat.update", **body)
        except SlackFailure as failure:
            if failure.code != "message_not_found":
                raise

    async def find(self, delivery: Delivery) -> Posted | None:
        """The direct message that this delivery became; None when it is not in Slack.

        Where a limit or an error interrupts, the next call goes on with the page that is not read yet.
        """
        channel_id = await self._opened(delivery.workspace_id, Recipient.parse(delivery.target))
        oldest = (delivery.due_at - CLOCKS_APART).timestamp()
        cursor = self._cursors.pop(delivery.id, "")
        while True:
            try:
                page = await self._page(delivery.workspace_id, channel_id, oldest, cursor)
            except SlackFailure as failure:
                self._remember_place(delivery.id, "" if failure.code == CURSOR_LOST else cursor)
                raise
            for message in page["messages"]:
                if _is_of(message, delivery):
                    return Posted(channel_id, message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return None

    def _remember_place(self, delivery_id: int, cursor: str) -> None:
        self._cursors[delivery_id] = cursor
        if len(self._cursors) > MOST_SEARCHES:
            del self._cursors[next(iter(self._cursors))]

    async def _opened(self, workspace_id: str, target: Recipient) -> str:
        """Id of the direct message with these people, which is opened if needed."""
        users = ",".join(target.people_ids)
        opened = await self._client.call(workspace_id, "conversations.open", users=users)
        return str(opened["channel"]["id"])

    async def _page(self, workspace_id: str, channel_id: str, oldest: float, cursor: str) -> dict[str, Any]:
        more = {"cursor": cursor} if cursor else {}
        return await self._client.read(
            workspace_id,
            "conversations.history",
            channel=channel_id,
            oldest=f"{oldest:.6f}",
            limit=PAGE,
            include_all_metadata="true",
            **more,
        )


def _is_of(message: dict[str, Any], delivery: Delivery) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("delivery") == delivery.id
