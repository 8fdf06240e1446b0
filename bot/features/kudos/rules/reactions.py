"""Reactions by the kudos emoji: what one is kept as. Pure."""

from dataclasses import dataclass

from bot.common.emoji_names import emoji_of, names_of, toned


@dataclass(frozen=True)
class Reaction:
    """An emoji on a message; `emoji` as Slack names it, `thumbsup::skin-tone-3`."""

    channel_id: str
    message_ts: str
    emoji: str

    @property
    def key(self) -> str:
        """What all names and skin tones of this emoji on this message have in common."""
        return self._key(emoji_of(self.emoji))

    @property
    def keys(self) -> tuple[str, ...]:
        """Its key, and those under which its other names were kept before they were one."""
        return tuple(self._key(name) for name in names_of(self.emoji))

    @property
    def name(self) -> str:
        """The emoji's own name with its skin tone: several of them may stand on one message."""
        return toned(self.emoji)

    def _key(self, name: str) -> str:
        return f"{self.channel_id}/{self.message_ts}/{name}"


@dataclass(frozen=True)
class GivenByReaction:
    """How points are given by reacting; `seconded_id`: the giving whose shout-out it is on."""

    reaction: Reaction
    seconded_id: int | None = None
