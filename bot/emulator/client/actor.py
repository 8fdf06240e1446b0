"""A person who uses Slack: types, clicks, fills in forms, and sees what Slack would show."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ParamSpec, Self, TypeVar

from bot.common.emoji_names import toned
from bot.emulator.client import modals
from bot.emulator.client.actions import choose, chosen_only, press, pressed_only
from bot.emulator.client.messaging import edit, say, upload
from bot.emulator.client.outcome import Outcome
from bot.emulator.client.presence import pause_notifications, set_status
from bot.emulator.client.search import Found, NotSeen, find
from bot.emulator.client.shortcuts import use_shortcut
from bot.emulator.client.waiting import wait_until
from bot.emulator.protocol.serializers import view_payload
from bot.emulator.state.acquaintance import first_channel
from bot.emulator.state.world import Channel, SlackMessage, User, View
from bot.emulator.transport.events import tell_membership, tell_reaction, tell_team
from bot.emulator.transport.session import Session

__all__ = ["Actor", "NotSeen", "Outcome"]

_T = TypeVar("_T")
_P = ParamSpec("_P")
ACT_WITHIN_S = 3.0


class Actor:
    """One person in the emulator.

    Methods raise NotSeen when what they name is not on this person's screen.
    """

    def __init__(self, session: Session, user: User) -> None:
        if user.deleted:
            raise NotSeen(f"{user.name} is deactivated and cannot do anything")
        self._session = session
        self.user = user
        self.channel = _known(first_channel, session.world, user)
        self.at_home = False

    def goes_to(self, place: str) -> Self:
        """Look at another place: "#sales", "@ben", or "@" and the app's name (direct messages)."""
        self.channel = self._place(place)
        self.at_home = False
        return self

    async def types(
        self, text: str, *, thread_ts: str | None = None, channel: Channel | None = None
    ) -> Outcome:
        """Send a message or a slash command."""
        return await self._done(say(self._session, self.user, channel or self.channel, text, thread_ts))

    async def edits(self, message: SlackMessage, text: str) -> Outcome:
        """Change the text of one's own message, which stays where it is."""
        return await self._done(edit(self._session, self.user, message, text))

    async def uploads(self, name: str, content: bytes, text: str = "", *, to: str | None = None) -> Outcome:
        """Send a file to a place (default: where they are), with some words or none."""
        channel = self._place(to) if to else self.channel
        return await self._done(upload(self._session, self.user, channel, name, content, text))

    async def clicks(
        self,
        label_or_action_id: str,
        *,
        value: str = "",
        within: SlackMessage | View | None = None,
        confirm: bool = True,
    ) -> Outcome:
        """Click a button, the newest visible first; `confirm` is the answer to its dialog, if it has one.

        `value`: what the button's value begins with.
        """

        def fits(element: dict[str, Any]) -> bool:
            return pressed_only(element) and str(element.get("value", "")).startswith(value)

        found = self._find(label_or_action_id, within, fits)
        if "confirm" in found.element and not confirm:
            return Outcome()
        return await self._done(press(self._session, self.user, found))

    async def chooses(
        self,
        label_or_action_id: str,
        value: Any,
        *,
        within: SlackMessage | View | None = None,
        confirm: bool = True,
    ) -> Outcome:
        """Choose in a select, picker, menu or list of boxes: by the option's words, or people by name."""
        found = self._find(label_or_action_id, within, chosen_only)
        if "confirm" in found.element and not confirm:
            return Outcome()
        return await self._done(choose(self._session, self.user, found, value))

    async def fills(self, values: Mapping[str, Any], *, view: View | None = None) -> None:
        """Enter values in the open modal (or `view`) by label, block_id or action_id."""
        await modals.fill(self._session, self.user, view or self._open_modal(), values)
        await self._session.settled()

    async def submits(self, values: Mapping[str, Any] | None = None) -> Outcome:
        """Press the submit button of the top modal, after entering `values`."""
        if values:
            await self.fills(values)
        modal = self._open_modal()
        if modal.submit is None:
            raise NotSeen("this modal has no submit button")
        return await self._done(modals.submit(self._session, self.user, modal))

    async def closes(self, *, clear: bool = False) -> Outcome:
        """Closes the top modal; `clear` closes the whole stack."""
        return await self._done(modals.close(self._session, self.user, clear=clear))

    async def uses_shortcut(self, name: str, *, on: SlackMessage | None = None) -> Outcome:
        """Use a shortcut by its name or callback id: a global one, or one of a message."""
        return await self._done(use_shortcut(self._session, self.user, name, on))

    async def reacts(self, emoji: str, to: SlackMessage) -> Outcome:
        """Add a reaction (`tada` or `:tada:`); a second time, or by an alias, changes nothing."""
        emoji = toned(emoji.strip(":"))
        people = to.reactions.setdefault(emoji, [])
        if self.user.id in people:
            return Outcome()
        people.append(self.user.id)
        self._session.world.changed()
        return await self._done(self._reaction("reaction_added", emoji, to))

    async def unreacts(self, emoji: str, to: SlackMessage) -> Outcome:
        """Removes a reaction; nothing happens without one."""
        emoji = toned(emoji.strip(":"))
        people = to.reactions.get(emoji, [])
        if self.user.id not in people:
            return Outcome()
        people.remove(self.user.id)
        if not people:
            del to.reactions[emoji]
        self._session.world.changed()
        return await self._done(self._reaction("reaction_removed", emoji, to))

    async def opens_home(self) -> Outcome:
        """Opens the app's Home tab, which sends app_home_opened."""
        self.at_home = True
        self.channel = self._bot_channel()
        return await self._done(self._home_opened())

    async def sets_status(self, emoji: str, text: str = "", until: datetime | None = None) -> Outcome:
        """Sets the status; "" as emoji removes it, `until` None sets no end."""
        return await self._done(set_status(self._session, self.user, emoji, text, until))

    async def pauses_notifications(self, until: datetime | None) -> Outcome:
        """Pauses notifications until then; None ends it."""
        return await self._done(pause_notifications(self._session, self.user, until))

    async def joins(self, place: str) -> Outcome:
        """Joins a public channel; guests have to be added by others."""
        self.goes_to(place)
        if self.user.id in self.channel.members:
            return Outcome()
        self.channel.members.add(self.user.id)
        return await self._done(self._membership("member_joined_channel"))

    async def leaves(self, place: str) -> Outcome:
        """Leaves this channel, which sends member_left_channel."""
        self.goes_to(place)
        self.channel.members.discard(self.user.id)
        return await self._done(self._membership("member_left_channel"))

    def sees(self, place: str | None = None, *, thread_ts: str | None = None) -> list[SlackMessage]:
        """The messages this person sees in a place (default: where they are), oldest first."""
        channel = self._place(place) if place else self.channel
        return channel.visible_to(self.user.id, thread_ts=thread_ts)

    async def waits_for(
        self, words: str, place: str | None = None, *, within_s: float = ACT_WITHIN_S
    ) -> SlackMessage:
        """The newest message with these words that this person sees in a place, once it is there."""

        def look() -> SlackMessage | None:
            return next((message for message in reversed(self.sees(place)) if words in message.text), None)

        return await self.waits_until(look, f'a message with "{words}"', within_s=within_s)

    async def waits_until(
        self, look: Callable[[], _T | None], what: str = "it", *, within_s: float = ACT_WITHIN_S
    ) -> _T:
        """What `look` gives once that is there (`lambda: ana.modal`), for what the app does after its ack."""
        seen = await wait_until(self._session.world, look, within_s)
        if seen is None:
            raise NotSeen(f"{self.user.name} waited {within_s:g} s for {what}")
        return seen

    @property
    def modal(self) -> View | None:
        """The modal on top; None when none is open."""
        stack = self._session.world.modals.get(self.user.id, [])
        return stack[-1] if stack else None

    @property
    def home(self) -> View | None:
        """The App Home published for this person; None before the app published one."""
        return self._session.world.homes.get(self.user.id)

    async def _done(self, action: Awaitable[Outcome]) -> Outcome:
        outcome = await action
        await self._session.settled()
        return outcome

    async def _reaction(self, kind: str, emoji: str, message: SlackMessage) -> Outcome:
        return Outcome(await tell_reaction(self._session, kind, self.user, emoji, message))

    async def _membership(self, kind: str) -> Outcome:
        self._session.world.changed()
        return Outcome(await tell_membership(self._session, kind, self.user, self.channel))

    async def _home_opened(self) -> Outcome:
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": self.user.id,
            "channel": self.channel.id,
            "tab": "home",
        }
        if self.home is not None:
            event["view"] = view_payload(self._session.world, self.home)
        team = self._session.world.teams[self.user.team_id]
        return Outcome(await tell_team(self._session, team, event))

    def _find(
        self, name: str, within: SlackMessage | View | None, fits: Callable[[dict[str, Any]], bool]
    ) -> Found:
        return find(name, [within] if within is not None else list(self._screen()), fits)

    def _screen(self) -> Iterator[SlackMessage | View]:
        """Where a click may land, in order: a modal hides all else; then the current conversation.

        Then the rest.
        """
        if self.modal is not None:
            yield self.modal
            return
        if self.at_home and self.home is not None:
            yield self.home
        yield from self._newest_first([self.channel])
        mine = (c for c in self._session.world.channels.values() if self.user.id in c.members)
        yield from self._newest_first(c for c in mine if c is not self.channel)
        if not self.at_home and self.home is not None:
            yield self.home

    def _newest_first(self, channels: Iterable[Channel]) -> list[SlackMessage]:
        visible = [m for c in channels for m in c.messages if m.ephemeral_to in (None, self.user.id)]
        return sorted(visible, key=lambda message: float(message.ts), reverse=True)

    def _open_modal(self) -> View:
        if self.modal is None:
            raise NotSeen("there is no modal open")
        return self.modal

    def _place(self, place: str) -> Channel:
        world, team_id = self._session.world, self.user.team_id
        if place.startswith("@"):
            if place[1:].lower() in (world.app.name.lower(), self._bot().name, self._bot().real_name.lower()):
                return self._bot_channel()
            return world.direct_channel(self.user.id, _known(world.named, place, team_id).id)
        channel = _known(world.channel_named, place, team_id)
        is_open = channel.kind == "public" and not self.user.is_restricted and not channel.shared_with
        if not is_open and self.user.id not in channel.members:
            raise NotSeen(f"there is no channel {place}")
        return channel

    def _bot(self) -> User:
        team = self._session.world.teams[self.user.team_id]
        if team.token is None:
            raise NotSeen(f"the app is not installed in {team.name}")
        return self._session.world.users[team.bot_user_id]

    def _bot_channel(self) -> Channel:
        return self._session.world.direct_channel(self.user.id, self._bot().id)


def _known(find_one: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    try:
        return find_one(*args, **kwargs)
    except LookupError as missing:
        raise NotSeen(str(missing.args[0])) from missing
