"""Fair order of jobs over workspaces: the first of each, then the second of each.

Start-time fair queuing (Goyal, Vin, Cheng, 1996): each workspace has a virtual clock that a message moves on;
one with ten thousand messages is soon far ahead, and those of others come before the rest of them.
"""

from datetime import UTC, datetime, timedelta

# Virtual time of one message.
COST = timedelta(milliseconds=20)
# 30,000 messages; also the most that a clock which is set back puts a workspace behind the others.
_FURTHEST_AHEAD = timedelta(minutes=10)
_UNIT = timedelta(milliseconds=10)
# A priority has 32 bits: enough for 248 days of `_UNIT`, after which the count starts again.
_SPAN = 2**31 - 1
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class FairQueue:
    """Assigns priorities, from what passes through this process."""

    def __init__(self) -> None:
        self._clocks: dict[str, datetime] = {}

    def next(self, workspace_id: str, now: datetime) -> int:
        """The priority of the workspace's next message; a higher one is sent sooner."""
        start = max(now, min(self._clocks.get(workspace_id, now), now + _FURTHEST_AHEAD))
        self._clocks[workspace_id] = start + COST
        return -((start - _EPOCH) // _UNIT % _SPAN)
