"""Listeners of `/pacer me`, `/pacer snooze`, and the menu below messages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.notices import MADE_OF_OTHERS, MessageGroup, Unsolicited
from bot.features.notifications.commands import GRAMMAR, ShowNotifications, Wake
from bot.features.notifications.forms.kinds import KindsForm
from bot.features.notifications.forms.preferences import PreferencesForm, PreferencesStart, kinds_wanted
from bot.features.notifications.listeners import calendar
from bot.features.notifications.service import availability
from bot.features.notifications.views import preferences
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, EventRequest, Request, SubmissionRequest
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


def routes(catalog: Catalog) -> Routes:
    """The routes of preferences: what the features send unasked may be switched off."""
    doors = NotificationListeners(
        {
            name: kind.unasked
            for name, kind in catalog.notices.items()
            if kind.unasked and name not in MADE_OF_OTHERS
        }
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
            preferences.ONE_BY_ONE: doors.on_one_by_one,
            preferences.SHOW: doors.on_me,
        },
        submissions={PreferencesForm.callback_id: doors.on_form, KindsForm.callback_id: doors.on_kinds},
        news={"user_change": on_news_of_somebody, "dnd_updated_user": on_news_of_somebody},
    )
    return own.open_to_guests().joined(calendar.ROUTES)


class NotificationListeners:
    """Listeners bound to `kinds`, the kinds of notices that people may switch off."""

    def __init__(self, kinds: Mapping[str, Unsolicited[Any]]) -> None:
        self._kinds = kinds

    async def _offered(self, transaction: Transaction, person: Person) -> dict[str, Unsolicited[Any]]:
        """The kinds that this person may get."""
        leads = person.is_admin or bool((await teams.load_org_chart(transaction)).led_by(person.id))
        closed = {MessageGroup.running} if not person.is_admin else set()
        closed |= set() if leads else {MessageGroup.team}
        return {name: kind for name, kind in self._kinds.items() if kind.group not in closed}

    async def _start(self, request: Request, contexts: Contexts) -> PreferencesStart:
        async with contexts.reading(request) as ctx:
            mine = await availability.mine(ctx.transaction, request.actor_id, request.now)
            return PreferencesStart(mine, await self._offered(ctx.transaction, mine.reach.person))

    async def on_me(self, request: CommandRequest | ActionRequest, contexts: Contexts) -> Response:
        """Answers `/pacer me` and the button "More" with the actor's preferences."""
        start = await self._start(request, contexts)
        titles = {name: kind.title for name, kind in start.kinds.items()}
        return Ephemeral(preferences.mine_message(start.mine, titles))

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
        return OpenModal(PreferencesForm.draw(await self._start(request, contexts)))

    async def on_one_by_one(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Handles "One by one": opens the form of all kinds."""
        return OpenModal(KindsForm.draw(await self._start(request, contexts)))

    async def on_form(self, request: SubmissionRequest, contexts: Contexts) -> Response:
        """Stores the actor's preferences; only groups that the form offered are changed."""
        chosen = PreferencesForm.parse(request.values)
        async with contexts.writing(request) as ctx:
            mine = await availability.mine(ctx.transaction, request.actor_id, request.now)
            offered = await self._offered(ctx.transaction, mine.reach.person)
            groups = {name: kind.group for name, kind in offered.items()}
            await availability.change(
                ctx,
                chosen.preferences,
                time_off=chosen.time_off,
                wanted=kinds_wanted(groups, mine.muted, chosen.groups),
                offered=offered,
            )
        return UpdateModal(PreferencesForm.saved(":white_check_mark: Saved. It counts from now on."))

    async def on_kinds(self, request: SubmissionRequest, contexts: Contexts) -> Response:
        """Stores what the actor hears of, kind by kind; only what the form offered is changed."""
        wanted = KindsForm.parse(request.values)
        async with contexts.writing(request) as ctx:
            person = await people.actor(ctx.transaction, request.actor_id, guests=True)
            offered = await self._offered(ctx.transaction, person)
            await availability.change_kinds(ctx, wanted=wanted, offered=offered)
        return UpdateModal(KindsForm.saved(":white_check_mark: Saved. It counts from now on."))


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
        clock = await people.clock_of(ctx.transaction, request.actor_id, request.now)
    return preferences.snoozed_message(until, clock)


async def _today(transaction: Transaction, actor_id: str, now: datetime) -> date:
    return local_day(now, (await people.actor(transaction, actor_id, guests=True)).zone)
