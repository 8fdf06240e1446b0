"""Recipients of deliveries: a channel, a thread, a person, a group, or one person within a channel."""

from dataclasses import dataclass
from hashlib import sha256

_AND = "+"
_LONGEST_KEY = 32


@dataclass(frozen=True)
class Recipient:
    """Where a delivery goes. `channel_id` may be a person's id, or several joined by "+": a direct message.

    `only_for`: an ephemeral message for this person. ValueError for an empty recipient.
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
        """Id of the person whose direct message this is; None for a channel and for several people."""
        return self.people_ids[0] if len(self.people_ids) == 1 else None

    @property
    def people_ids(self) -> tuple[str, ...]:
        """Ids of the people of a direct message; empty for a channel."""
        return tuple(self.channel_id.split(_AND)) if self.channel_id.startswith(("U", "W")) else ()

    @property
    def rate_limit_key(self) -> str:
        """Key of the conversation's rate limit, at most 32 characters."""
        whole = self.channel_id
        return whole if len(whole) <= _LONGEST_KEY else sha256(whole.encode()).hexdigest()[:_LONGEST_KEY]

    @classmethod
    def people(cls, *user_ids: str) -> "Recipient":
        """The direct message of these people, in any order."""
        return cls(_AND.join(sorted(set(user_ids))))

    @classmethod
    def parse(cls, text: str) -> "Recipient":
        """Reads back the text of `str(recipient)`."""
        channel_id, thread_ts, only_for = [*text.split("/"), "", ""][:3]
        return cls(channel_id, thread_ts or None, only_for or None)
