"""Where a delivery goes: a channel, a thread, a person, or one person's eyes in a channel."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """`channel_id` may be a person's id: Slack opens the direct message. `only_for`: nobody else sees it."""

    channel_id: str
    thread_ts: str | None = None
    only_for: str | None = None

    def __str__(self) -> str:
        return "/".join((self.channel_id, self.thread_ts or "", self.only_for or "")).rstrip("/")

    @property
    def person_id(self) -> str | None:
        """Whose direct message this is; None for a channel."""
        return self.channel_id if self.channel_id.startswith(("U", "W")) else None

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The inverse of `str`."""
        channel_id, thread_ts, only_for = [*text.split("/"), "", ""][:3]
        return cls(channel_id, thread_ts or None, only_for or None)
