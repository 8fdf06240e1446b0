"""Newer blocks of Slack: each with plain ones, for workspaces whose Slack refuses it."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from bot.slack.blocks import Block
from bot.slack.failures import SlackFailure

log = structlog.stdlib.get_logger(__name__)

# A refused type is tried again after this.
REMEMBERED = timedelta(days=7)
REFUSED = frozenset({"invalid_arguments", "invalid_attachments", "invalid_blocks"})
# Charts, the oldest of them, go also where a refusal cannot be seen.
SETTLED = frozenset({"data_visualization"})
# Never sent to Slack.
_PLAIN = "plain_instead"

Body = Mapping[str, Any]
Takes = Callable[[str], bool]
Send = Callable[[Body], Awaitable[dict[str, Any]]]


def newer(block: Block, *plain: Block) -> Block:
    """The block with what stands in its place where it is refused, which tells the same."""
    return {**block, _PLAIN: list(plain)}


def in_plain(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with plain ones in place of each newer one."""
    return _written(blocks, lambda _: False)


def in_full(body: Body) -> dict[str, Any]:
    """A body, or a view, as a Slack gets it that takes each newer block."""
    return written(body, lambda _: True)


def written(body: Body, takes: Takes) -> dict[str, Any]:
    """A body as it goes to Slack: of its newer blocks those of the types that are taken."""
    found = dict(body)
    if isinstance(body.get("blocks"), list):
        found["blocks"] = _written(body["blocks"], takes)
    if isinstance(body.get("view"), Mapping):
        found["view"] = written(body["view"], takes)
    return found


def types_in(body: Body) -> frozenset[str]:
    """The types of the newer blocks in a body."""
    blocks = body.get("blocks") or (body.get("view") or {}).get("blocks") or []
    return frozenset(each["type"] for each in blocks if isinstance(each, Mapping) and _PLAIN in each)


def _written(blocks: Sequence[Block], takes: Takes) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if _PLAIN in block and not takes(block["type"]):
            found += block[_PLAIN]
        else:
            found.append({key: value for key, value in block.items() if key != _PLAIN})
    return found


class NewerBlocks:
    """What each workspace's Slack takes of the newer blocks, as this process has seen within a week."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[tuple[str, str], tuple[bool, float]] = {}

    def takes(self, workspace_id: str, kind: str) -> bool | None:
        """Whether blocks of this type were taken; None where that is not known."""
        taken, at = self._seen.get((workspace_id, kind), (None, 0.0))
        return taken if self._now() - at < REMEMBERED.total_seconds() else None

    def fitted(self, workspace_id: str, body: Body) -> dict[str, Any]:
        """A body that can be sent only once, such as an acknowledgement: with what was taken before."""
        return written(body, lambda kind: kind in SETTLED or self.takes(workspace_id, kind) is True)

    def is_untried(self, workspace_id: str, body: Body) -> bool:
        """Whether the body has a newer block of which it is not known whether it is taken."""
        unsettled = types_in(body) - SETTLED
        return any(self.takes(workspace_id, kind) is None for kind in unsettled)

    async def send(self, workspace_id: str, body: Body, send: Send) -> dict[str, Any]:
        """What `send` answers to the body; once more in plain blocks where its newer ones are refused.

        SlackFailure: it is refused in plain blocks too, or for another reason.
        """
        kinds = types_in(body)
        if not kinds:
            return await send(body)
        tried = {kind for kind in kinds if self.takes(workspace_id, kind) is not False}
        try:
            answer = await send(written(body, tried.__contains__))
        except SlackFailure as failure:
            if failure.code not in REFUSED or not tried:
                raise
            answer = await send(written(body, lambda _: False))
            log.warning("blocks.refused", workspace_id=workspace_id, types=sorted(tried), error=failure.code)
            self._note(workspace_id, tried, taken=False)
            return answer
        self._note(workspace_id, tried, taken=True)
        return answer

    def _note(self, workspace_id: str, kinds: set[str], *, taken: bool) -> None:
        for kind in kinds:
            self._seen[workspace_id, kind] = (taken, self._now())
