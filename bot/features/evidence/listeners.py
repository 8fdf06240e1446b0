"""Slack listeners of the evidence about a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.features.coaching.rules.words import LONGEST_TOPIC
from bot.features.evidence import views
from bot.features.evidence.commands import GRAMMAR, HOW
from bot.features.evidence.rules import OPEN, ROW, SHOW, EvidenceItem, coverage, months_in, page_of
from bot.features.evidence.service.timeline import SOURCES, Collector, collect, mark_seen
from bot.features.metrics.service import scopes
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.framework.pager import NEWER_OLDER, page_actions
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, Request, typed_by
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, ReplaceMessage, Response
from bot.slack.routes import Command, Routes, hand_on
from bot.slack.text import escape, typed_excerpt


@dataclass(frozen=True)
class EvidenceListeners:
    """Listeners of the timeline; `more` are the collectors of later features."""

    more: Sequence[Collector]

    async def on_command(self, request: CommandRequest, contexts: Contexts) -> Response:
        """Answers `/pacer evidence ...` with the first page. BadInput: words that are no period."""
        ask = GRAMMAR.parse(request.text, None)
        async with contexts.reading(request) as ctx:
            viewer = await scopes.load_viewer(ctx.transaction, request.actor_id, request.now)
        rest, days = scopes.period_at_end(ask.period, viewer)
        if rest:
            raise BadInput(f"I do not understand “{typed_excerpt(rest)}”. {HOW}")
        return Ephemeral(await self._shown(contexts, ask.person_id or request.actor_id, days, 1, request))

    async def on_page(self, request: ActionRequest, contexts: Contexts) -> Response:
        """Redraws the message with another page, from "Older" and "Newer"."""
        person_id, days, page = _place(request.value)
        return ReplaceMessage(await self._shown(contexts, person_id, days, int(page), request))

    async def _shown(
        self, contexts: Contexts, person_id: str, days: DateRange, page: int, request: Request
    ) -> Message:
        async with contexts.reading(request) as ctx:
            viewer = await scopes.load_viewer(ctx.transaction, request.actor_id, request.now)
            stream = await collect(ctx.transaction, person_id, request.actor_id, days, request.now, self.more)
        shown = page_of(stream, page, views.PAGE)
        await mark_seen(contexts, request, shown.rows)
        # A month that has not begun has nothing to show.
        past = days.within(DateRange(days.start, viewer.today + ONE_DAY))
        months = coverage(stream.items, months_in(past, viewer.rules.fiscal))
        own = person_id == request.actor_id
        # Of somebody else only whoever leads them looks.
        has_talks = not own or viewer.org_chart.manager_of(person_id) is not None
        return views.stream_message(stream, months, shown, viewer.today, own=own, has_talks=has_talks)


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens an item that has no card of its own. BadInput: it is not in these days any more."""
    _, item = await _item(request, request.value, contexts)
    await mark_seen(contexts, request, [item])
    return OpenModal(views.item_view(item))


async def _item(
    request: ActionRequest, value: str, contexts: Contexts, more: Sequence[Collector] = ()
) -> tuple[str, EvidenceItem]:
    """Whose item it is, and the item. BadInput: it is not in these days any more."""
    person_id, days, key = _place(value)
    async with contexts.reading(request) as ctx:
        stream = await collect(ctx.transaction, person_id, request.actor_id, days, request.now, more)
    item = stream.item(key)
    if item is None:
        raise BadInput("It is not there any more.")
    return person_id, item


def _place(value: str) -> tuple[str, DateRange, str]:
    person_id, first, end, label, rest = value.split(" ", 4)
    days = DateRange(date.fromisoformat(first), date.fromisoformat(end), label.replace("_", " "))
    return person_id, days, rest


def routes(catalog: Catalog) -> Routes:
    """Routes of evidence, with the sources that later features add."""
    more = catalog.additions(SOURCES)
    listeners = EvidenceListeners(more)

    async def on_row(request: ActionRequest, contexts: Contexts) -> Response:
        """Does what was chosen in a row's menu."""
        verb, _, rest = request.value.partition(" ")
        if verb == views.MESSAGE:
            return Acknowledge()  # Slack has opened it.
        if verb == views.TOPIC:
            person_id, item = await _item(request, rest, contexts, more)
            whom = "" if person_id == request.actor_id else f"<@{person_id}> "
            # Theirs alone until they share it: not everybody may read all that stands here.
            words = f"/coach private topic {whom}{escape(item.plain[:LONGEST_TOPIC])}"
            return await hand_on(catalog.commands["/coach"], typed_by(request, words), contexts, {})
        action_id, _, value = rest.partition(" ")
        if verb != OPEN or action_id not in catalog.actions:
            raise BadInput("That is from an older message: please open it anew.")
        listener = catalog.actions[action_id]
        return await listener(replace(request, action_id=action_id, value=value), contexts)

    what = "What was written down about you, or somebody whom you lead"
    return Routes(
        words={"evidence": Command(listeners.on_command, what)},
        actions={
            SHOW: on_show,
            ROW: on_row,
            **dict.fromkeys(page_actions(views.PAGES, NEWER_OLDER), listeners.on_page),
        },
    )
