"""Listeners of reps' own entries: confirmed, declined, another deal's, disputed."""

from bot.common.errors import BadInput
from bot.common.text import plural
from bot.features.ledger.rules.own_entries import LOOK, ConfirmedTerms
from bot.features.ledger.service import own_entries as ledger
from bot.features.ledger.service.rows import credit_row
from bot.features.metrics.forms.disputes import DisputedRow, DisputeForm
from bot.features.metrics.forms.own_entries import DoubtedEntry, OtherwiseForm
from bot.features.metrics.service import own_entries
from bot.features.metrics.service.scopes import load_viewer
from bot.features.metrics.views import own_entries as views
from bot.features.people.service import members as people
from bot.framework.context import Context, Contexts
from bot.slack.requests import ActionRequest, SubmissionRequest, number_of
from bot.slack.responses import OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes


async def on_look(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the list of all that waits for the actor."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await _list(ctx))


async def _list(ctx: Context, news: str = "") -> dict[str, object]:
    viewer = await load_viewer(ctx.transaction, ctx.actor_id, ctx.now)
    entries = await ledger.waiting_for(ctx.transaction, ctx.actor_id)
    names = await people.names(ctx.transaction, {each.owner_id for each in entries})
    return views.list_modal(entries, names, viewer.today, news)


async def on_confirm(request: ActionRequest, contexts: Contexts) -> Response:
    """Lets an entry count from now on."""
    async with contexts.writing(request) as ctx:
        entry = await own_entries.confirm(ctx, request.number())
        return await _shown(ctx, request, entry.batch, f":white_check_mark: *{entry.name}* counts now.")


async def on_same(request: ActionRequest, contexts: Contexts) -> Response:
    """Lets the deal of a source stand for an entry."""
    async with contexts.writing(request) as ctx:
        entry = await own_entries.is_its_twin(ctx, request.number())
        return await _shown(
            ctx, request, entry.batch, f":white_check_mark: {entry.source} tells of it: it counts."
        )


async def on_confirm_all(request: ActionRequest, contexts: Contexts) -> Response:
    """Lets all entries count that were listed above the button."""
    ids = [number_of(each) for each in request.value.split(",")]
    if len(ids) > views.MOST_LISTED:
        raise BadInput("That is from an older message: please open it anew.")
    async with contexts.writing(request) as ctx:
        count = await own_entries.confirm_all(ctx, ids)
        entry = await ledger.one(ctx.transaction, ids[0])
        said = f":white_check_mark: {plural(count, 'deal')} confirmed."
        return await _shown(ctx, request, entry.batch if entry else 0, said)


async def _shown(ctx: Context, request: ActionRequest, batch: int, news: str) -> Response:
    """The list, or the message, that was clicked, as it is now."""
    if request.view is not None:
        return UpdateModal(await _list(ctx, news))
    return ReplaceMessage(views.logged(await own_entries.message_of(ctx.transaction, batch, ctx.now)))


async def on_otherwise(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form for an entry that is not right; for who decides about it only."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        entry = await ledger.entry_to_decide(ctx.transaction, request.actor_id, request.number())
        names = await people.names(ctx.transaction, [entry.owner_id])
    start = DoubtedEntry(entry, names.get(entry.owner_id, "Someone"), viewer.today)
    return OpenModal(OtherwiseForm.draw(start, about=str(entry.deal_id)))


async def on_decided(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Declines an entry for a reason, or confirms it with another amount or day."""
    v, deal_id = OtherwiseForm.read(request.values), request.number()
    amount, closed_on, reason = v[OtherwiseForm.amount], v[OtherwiseForm.closed_on], v[OtherwiseForm.reason]
    async with contexts.writing(request) as ctx:
        entry = await ledger.entry_to_decide(ctx.transaction, request.actor_id, deal_id)
        currency = amount.unit or entry.currency
        told = (entry.amount, entry.currency, entry.closed_on)
        is_same = (amount.value, currency, closed_on) == told
        if reason and not is_same:
            raise BadInput("Either another amount or day, or a reason why it does not count.", field="reason")
        if reason:
            entry = await own_entries.decline(ctx, deal_id, reason)
            said = f":no_entry_sign: *{entry.name}* is declined. They hear of it with your words."
            return UpdateModal(OtherwiseForm.saved(said))
        if is_same:
            raise BadInput("Say what is different, or why it does not count.", field="reason")
        entry = await own_entries.confirm(ctx, deal_id, ConfirmedTerms(amount.value, closed_on, currency))
    said = f":white_check_mark: *{entry.name}* counts now, as you say. They hear of it."
    return UpdateModal(OtherwiseForm.saved(said))


async def on_dispute(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form in which a rep says what is wrong with a decision."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        row = await credit_row(ctx.transaction, request.number(), request.now)
    if row is None or row.member_id != request.actor_id:
        raise BadInput("That row is not there any more.")
    disputed = DisputedRow(row, viewer.rules.currency, viewer.today)
    return OpenModal(DisputeForm.draw(disputed, about=str(row.id)))


ROUTES = Routes(
    actions={
        LOOK: on_look,
        views.CONFIRM: on_confirm,
        views.CONFIRM_ALL: on_confirm_all,
        views.SAME: on_same,
        views.OTHERWISE: on_otherwise,
        views.DISPUTE: on_dispute,
    },
    submissions={OtherwiseForm.callback_id: on_decided},
)
