"""Slack listeners of the evidence about a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.features.evidence import views
from bot.features.evidence.commands import GRAMMAR, HOW
from bot.features.evidence.rules import coverage, months_in, page_of
from bot.features.evidence.service.timeline import SOURCES, Collector, collect, mark_seen
from bot.features.metrics.service import scopes
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.framework.pager import NEWER_OLDER, page_actions
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, Request
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response
from bot.slack.routes import Command, Routes
from bot.slack.text import typed_excerpt


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
        return views.stream_message(stream, months, shown, viewer.today, own=own)


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens an item that has no card of its own. BadInput: it is not in these days any more."""
    person_id, days, key = _place(request.value)
    async with contexts.reading(request) as ctx:
        stream = await collect(ctx.transaction, person_id, request.actor_id, days, request.now)
    item = stream.item(key)
    if item is None:
        raise BadInput("It is not there any more.")
    await mark_seen(contexts, request, [item])
    return OpenModal(views.item_view(item))


def _place(value: str) -> tuple[str, DateRange, str]:
    person_id, first, end, label, rest = value.split(" ", 4)
    days = DateRange(date.fromisoformat(first), date.fromisoformat(end), label.replace("_", " "))
    return person_id, days, rest


def routes(catalog: Catalog) -> Routes:
    """Routes of evidence, with the sources that later features add."""
    listeners = EvidenceListeners(catalog.additions(SOURCES))
    what = "What was written down about you, or somebody whom you lead"
    return Routes(
        words={"evidence": Command(listeners.on_command, what)},
        actions={
            views.SHOW: on_show,
            **dict.fromkeys(page_actions(views.PAGES, NEWER_OLDER), listeners.on_page),
        },
    )
