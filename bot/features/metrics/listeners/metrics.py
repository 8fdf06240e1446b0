"""Listeners of `/metrics` and of the buttons and menus of figures."""

from collections.abc import Mapping

from bot.common.locales import TypedOn
from bot.features.ledger.notices import NUMBERS
from bot.features.ledger.service import own_entries as ledger_entries
from bot.features.ledger.service.by_hand import own_decisions
from bot.features.ledger.service.rows import credit_row
from bot.features.metrics.commands.grammar import GRAMMAR
from bot.features.metrics.commands.intents import LogWon, ShowFigures
from bot.features.metrics.forms.disputes import CorrectForm, DisputedRow, DisputeForm
from bot.features.metrics.listeners import dispatch, disputes, figures, forms, looking, menu
from bot.features.metrics.listeners import own_entries as entry_listeners
from bot.features.metrics.listeners.dispatch import carry_out, define_screen, said
from bot.features.metrics.listeners.figures import reason_view, segments_view, subject_at
from bot.features.metrics.service import export, own_entries
from bot.features.metrics.service.cuts import cut_from
from bot.features.metrics.service.scopes import load_viewer
from bot.features.metrics.views import rows, sheet
from bot.features.metrics.views.sheet import place_from
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.pager import NEWER_OLDER, page_actions
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes, Shortcut


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/metrics ...`; looking never waits for a writer."""
    async with contexts.opened(request, writes=GRAMMAR.writes(request.text)) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        on = TypedOn(viewer.today, await workspace.locale_of(ctx.transaction))
        return await carry_out(ctx, GRAMMAR.parse(request.text, on), request, viewer)


async def on_why(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens "Why this number?", or turns to another page of its rows."""
    place = place_from(request.value)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = await subject_at(ctx.transaction, place.subject, viewer)
        view = await reason_view(ctx.transaction, subject, place, viewer)
    return UpdateModal(view) if request.action_id.startswith(rows.PAGED) else OpenModal(view)


async def on_numbers(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the figures of whom the button's value names, a person or a team, or one's own.

    To who may see them alone.
    """
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        if request.value.startswith("team:"):
            subject = await subject_at(ctx.transaction, request.value, viewer)
            return await figures.show_subject(ctx.transaction, subject, viewer)
        whose = request.value or request.actor_id
        return await figures.show(ctx.transaction, ShowFigures("person", whose), viewer)


async def on_segments(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Open" beside a member's part in a team's quota: its segments, on top."""
    member_id, _, written = request.value.partition("|")
    place = place_from(written)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = await subject_at(ctx.transaction, place.subject, viewer)
        return OpenModal(await segments_view(ctx.transaction, subject, place, viewer, member_id))


async def on_row(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles the menu beside a row: dispute it, correct it, or confirm the deal."""
    action, _, row_id = request.value.partition("|")
    if action == rows.CONFIRM:
        return await _confirm(request, contexts, int(row_id))
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        row = await credit_row(ctx.transaction, int(row_id), request.now)
        if row is None or row.member_id is None:
            return said("That row is not there any more.")
        # Whoever sees the row may open the form; the right to change it is checked on submission.
        await subject_at(ctx.transaction, row.member_id, viewer)
        disputed = DisputedRow(row, viewer.rules.currency, viewer.today)
    if action == rows.DISPUTE:
        return OpenModal(DisputeForm.draw(disputed, about=str(row.id)))
    return OpenModal(CorrectForm.draw(disputed, about=f"0:{row.id}"))


async def _confirm(request: ActionRequest, contexts: Contexts, deal_id: int) -> Response:
    view: Mapping[str, object] = request.view or {}
    place = place_from(str(view.get("private_metadata", "")))
    async with contexts.writing(request) as ctx:
        entry = await ledger_entries.one(ctx.transaction, deal_id)
        if entry is None:
            name = await own_decisions.confirm_own_word(ctx, deal_id)
        else:
            name = (await own_entries.confirm(ctx, deal_id)).name
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = await subject_at(ctx.transaction, place.subject, viewer)
        news = f":white_check_mark: *{name}* is confirmed."
        return UpdateModal(await reason_view(ctx.transaction, subject, place, viewer, news))


async def on_log(request: ActionRequest | ShortcutRequest, contexts: Contexts) -> Response:
    """Opens the form, from "Log a won deal" and the shortcut."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return await carry_out(ctx, LogWon(), request, viewer)


async def on_rows_file(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Send me the file" below the rows: sends them as CSV in a direct message."""
    place = place_from(request.value)
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = await subject_at(ctx.transaction, place.subject, viewer)
        cut = await cut_from(ctx.transaction, place.cut, subject)
        await export.export(ctx, "rows", "csv", subject, place.days, viewer, cut)
        news = ":inbox_tray: The rows come to our direct message as a file."
        return UpdateModal(await reason_view(ctx.transaction, subject, place, viewer, news))


async def on_undo(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Undo" below a logged deal: takes back the newest entry of the last 24 hours."""
    async with contexts.writing(request) as ctx:
        name = await own_entries.undo(ctx)
    return dispatch.replaced(f":leftwards_arrow_with_hook: *{name}* is taken back.")


async def on_define(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Choose metrics" below a team's figures."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        return await define_screen(ctx.transaction, viewer)


ROUTES = Routes(
    commands={"/metrics": Command(on_command, "Your numbers, and where they come from")},
    words={"metrics": Command(on_command, "Numbers: yours, your team's, and why", stands_for="/metrics")},
    actions={
        NUMBERS: on_numbers,
        sheet.WHY: on_why,
        f"{sheet.WHY}:home": on_why,
        sheet.LOG: on_log,
        sheet.DEFINE: on_define,
        **dict.fromkeys(page_actions(rows.PAGED, NEWER_OLDER), on_why),
        rows.ROW_MENU: on_row,
        rows.SEGMENTS: on_segments,
        rows.EXPORT: on_rows_file,
        dispatch.UNDO: on_undo,
    },
    shortcuts={
        "metrics.shortcut": Shortcut(on_log, "Log a won deal", "global", "Write down a deal that you won")
    },
).joined(forms.ROUTES, disputes.ROUTES, entry_listeners.ROUTES, looking.ROUTES, menu.ROUTES)
