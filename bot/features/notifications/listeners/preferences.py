"""Listeners of `/pacer me`, `/pacer snooze`, and the menu below messages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.notices import DIGEST, Unsolicited
from bot.features.notifications.commands import GRAMMAR, ShowNotifications, Wake
from bot.features.notifications.forms.preferences import PreferencesForm, PreferencesStart
from bot.features.notifications.listeners import calendar
from bot.features.notifications.service import availability
from bot.features.notifications.views import preferences
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest, Request, SubmissionRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


def routes(catalog: Catalog) -> Routes:
    """The routes of preferences: what the features send unasked may be switched off."""
    doors = NotificationListeners(
        {name: kind.unasked for name, kind in catalog.notices.items() if kind.unasked and name != DIGEST}
    )
    own = Routes(
        words={
            "me": Command(doors.on_me, "When I may write to you, and what about", for_guests=True),
            "snooze": Command(doors.on_snooze, "Not now: nothing unasked for a while", for_guests=True),
        },
        actions={
            preferences.LESS: doors.on_less,
            f"{preferences.SNOOZE}:day": doors.on_snooze_button,
            f"{preferences.SNOOZE}:monday": doors.on_snooze_button,
            preferences.WAKE: doors.on_wake,
            preferences.OPEN_FORM: doors.on_open_form,
            preferences.SHOW: doors.on_me,
        },
        submissions={PreferencesForm.callback_id: doors.on_form},
        news={"user_change": on_news_of_somebody, "dnd_updated_user": on_news_of_somebody},
    )
    return own.open_to_guests().joined(calendar.ROUTES)


class NotificationListeners:
    """Listeners bound to `kinds`, the kinds of notices that people may switch off."""

    def __init__(self, kinds: Mapping[str, Unsolicited[Any]]) -> None:
        self._kinds = kinds

    def _titles(self, person: Person) -> dict[str, str]:
        """Titles by kind, of those that this person may get."""
        return {
            name: kind.title for name, kind in self._kinds.items() if person.is_admin or not kind.for_admins
        }

    async def on_me(self, request: CommandRequest | ActionRequest, contexts: Contexts) -> Response:
        """Answers `/pacer me` and the button "More" with the actor's preferences."""
        async with contexts.reading(request) as ctx:
            mine = await availability.mine(ctx.transaction, request.actor_id, request.now)
        return Ephemeral(preferences.mine_message(mine, self._titles(mine.reach.person)))

    async def on_snooze(self, request: CommandRequest, contexts: Contexts) -> Response:
        """Answers `/pacer snooze ...`: snoozes, wakes, or shows how it is."""
        return Ephemeral(await _snooze(request, request.text, contexts))

    async def on_snooze_button(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Snoozes as the value of the button says, which is written like the command."""
        return Ephemeral(await _snooze(request, request.value, contexts))

    async def on_wake(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Handles "Wake up": ends the actor's snooze."""
        return Ephemeral(await _snooze(request, "off", contexts))

    async def on_less(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Handles the menu below an unsolicited message: snooze, mute its kind, or the preferences."""
        if request.value == preferences.MINE:
            return await self.on_me(request, contexts)
        if not request.value.startswith(preferences.MUTE):
            return Ephemeral(await _snooze(request, request.value, contexts))
        kind = request.value.removeprefix(preferences.MUTE)
        if kind not in self._kinds:
            raise BadInput("That kind of message does not exist any more.")
        async with contexts.writing(request) as ctx:
            await availability.mute(ctx, kind)
        return Ephemeral(preferences.muted_message(self._kinds[kind].title))

    async def on_open_form(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Handles "Change": opens the form of the actor's preferences."""
        async with contexts.reading(request) as ctx:
            mine = await availability.mine(ctx.transaction, request.actor_id, request.now)
        return OpenModal(PreferencesForm.draw(PreferencesStart(mine, self._titles(mine.reach.person))))

    async def on_form(self, request: SubmissionRequest, contexts: Contexts) -> Response:
        """Stores the actor's preferences; only kinds that the form offered are changed."""
        chosen = PreferencesForm.parse(request.values)
        async with contexts.writing(request) as ctx:
            await availability.change(
                ctx,
                chosen.preferences,
                time_off=chosen.time_off,
                wanted=chosen.wanted,
                offered=self._titles(await people.actor(ctx.transaction, request.actor_id, guests=True)),
            )
        return UpdateModal(PreferencesForm.saved(":white_check_mark: Saved. It counts from now on."))


async def on_news_of_somebody(request: EventRequest, contexts: Contexts) -> Response:
    """Reschedules held messages of a person whose status, do-not-disturb or time zone changed in Slack.

    The people feature has stored the change already.
    """
    user = request.event["user"]
    who = user if isinstance(user, str) else user["id"]
    async with contexts.reading(request) as ctx:
        waits = await availability.is_held_back(ctx.transaction, who, request.now)
    if waits:
        async with contexts.writing(request) as ctx:
            await availability.judge_anew(ctx.transaction, who, request.now)
    return Acknowledge()


async def _snooze(request: Request, text: str, contexts: Contexts) -> Message:
    async with contexts.opened(request, writes=GRAMMAR.writes(text)) as ctx:
        today = await _today(ctx.transaction, request.actor_id, request.now)
        how = GRAMMAR.parse(text, today)
        if isinstance(how, ShowNotifications):
            return preferences.asked_message(
                await availability.mine(ctx.transaction, request.actor_id, request.now)
            )
        if isinstance(how, Wake):
            await availability.wake(ctx)
            return preferences.awake_message(
                await availability.mine(ctx.transaction, request.actor_id, request.now)
            )
        until = await availability.snooze(ctx, how)
    return preferences.snoozed_message(until)


async def _today(transaction: Transaction, actor_id: str, now: datetime) -> date:
    return local_day(now, (await people.actor(transaction, actor_id, guests=True)).zone)
