"""Where a delivery goes: a channel, a thread, a person, several people, or one person's eyes in a channel."""

from dataclasses import dataclass
from hashlib import sha256

_AND = "+"
_LONGEST_LANE = 32


@dataclass(frozen=True)
class Recipient:
    """`channel_id` may be a person's id, or several with "+": Slack opens the direct message.

    `only_for`: nobody else sees it. ValueError without an addressee: what is for nobody must reach nobody.
    """

    channel_id: str
    thread_ts: str | None = None
    only_for: str | None = None

    def __post_init__(self) -> None:
        if not self.channel_id or self.only_for == "":
            raise ValueError("a delivery needs an addressee")

    def __str__(self) -> str:
        return "/".join((self.channel_id, self.thread_ts or "", self.only_for or "")).rstrip("/")

    @property
    def person_id(self) -> str | None:
        """Whose direct message this is; None for a channel and for several people."""
        return self.people_ids[0] if len(self.people_ids) == 1 else None

    @property
    def people_ids(self) -> tuple[str, ...]:
        """Between whom and Pacer this is said; none for a channel."""
        return tuple(self.channel_id.split(_AND)) if self.channel_id.startswith(("U", "W")) else ()

    @property
    def lane(self) -> str:
        """A short name of the conversation, for its pace."""
        whole = self.channel_id
        return whole if len(whole) <= _LONGEST_LANE else sha256(whole.encode()).hexdigest()[:_LONGEST_LANE]

    @classmethod
    def people(cls, *user_ids: str) -> "Recipient":
        """The direct message of these people, whatever their order."""
        return cls(_AND.join(sorted(set(user_ids))))

    @classmethod
    def parse(cls, text: str) -> "Recipient":
        """The inverse of `str`."""
        channel_id, thread_ts, only_for = [*text.split("/"), "", ""][:3]
        return cls(channel_id, thread_ts or None, only_for or None)
