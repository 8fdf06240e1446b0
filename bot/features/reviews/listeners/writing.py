"""Listeners of the form in which a part is written, and of the evidence beside it."""

from collections.abc import Mapping, Sequence

from bot.features.drafts import service as drafts
from bot.features.evidence.rules import page_of
from bot.features.evidence.service.timeline import mark_seen
from bot.features.people.service import members as people
from bot.features.reviews.forms.part import ROOM, PartForm, PartStart
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import PART_FORM, WRITE, Section
from bot.features.reviews.rules.text_chunks import fields, laid_out
from bot.features.reviews.service import past_reviews, writing
from bot.features.reviews.views import evidence
from bot.framework.context import Contexts
from bot.framework.pager import NEWER_OLDER, page_actions
from bot.slack.form_values import begun_with
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes
from bot.slack.text import escape


async def on_write(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Write": opens the form with what was typed before, else with a draft."""
    return OpenModal(await _form(request, contexts))


async def on_back(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Back to writing": replaces the evidence by the form."""
    return UpdateModal(await _form(request, contexts))


async def on_room(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "More room to write": stores what is typed, and adds a field where the last is nearly full."""
    await _keep(request, contexts)
    typed = request.values.words()
    return UpdateModal(await _form(request, contexts, {each: laid_out(typed, each) for each in Section}))


async def on_ground(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the evidence, or a page of it, in place of the form; stores what is typed first."""
    part_id, _, page = request.value.partition(" ")
    if not page:
        await _keep(request, contexts)
    async with contexts.reading(request) as ctx:
        ground = await writing.ground(
            ctx.transaction, int(part_id), request.actor_id, request.now, [past_reviews.collect]
        )
    shown = page_of(ground.stream, int(page or 1), evidence.PAGE)
    await mark_seen(contexts, request, shown.rows)
    return UpdateModal(evidence.evidence_view(ground, shown))


async def _keep(request: ActionRequest, contexts: Contexts) -> None:
    """Stores the form as a draft, unless it is what the form began with: a generated text is not typed."""
    if request.view is None or request.values.words() == begun_with(request.view):
        return
    async with contexts.writing(request) as ctx:
        words = request.values.words()
        await drafts.keep(ctx.transaction, request.actor_id, request.view, words, request.now)


async def _form(
    request: ActionRequest, contexts: Contexts, held: Mapping[Section, Sequence[str]] | None = None
) -> dict[str, object]:
    """The form; `held` are the values of its fields where it is open already."""
    part_id = request.number()
    async with contexts.reading(request) as ctx:
        typed = await drafts.kept(ctx.transaction, request.actor_id, PART_FORM, str(part_id))
        begun = await writing.begin(ctx.transaction, part_id, typed, request.actor_id, request.now)
        names = await people.names(ctx.transaction, [begun.review.person_id, begun.review.manager_id])
    await mark_seen(contexts, request, begun.told)
    person, manager = (names.get(who, "someone") for who in (begun.review.person_id, begun.review.manager_id))
    start = PartStart(
        part_id,
        PartKind(begun.part.kind),
        held or {each: fields(begun.texts.get(each.value, "")) for each in Section},
        person,
        manager,
        _notes(begun, is_typed=bool(typed)),
        has_evidence=begun.has_evidence,
    )
    return PartForm.draw(start, about=str(part_id))


def _notes(begun: writing.Begun, *, is_typed: bool) -> list[str]:
    """Lines above the form on where its text comes from."""
    notes = ["This is what you typed before."] if is_typed else []
    if not is_typed and begun.part.answers is not None:
        notes.append("This is what you submitted.")
    if begun.is_draft:
        notes.append(
            "A draft from what is on record. Make it yours; *What it stands on* shows what is behind it."
        )
    # A draft already holds the promises that both were part of.
    agreed = [each for each in begun.promises if not (begun.is_draft and each.is_shared)]
    if agreed:
        lines = "; ".join(f"{escape(each.text)} ({each.state})" for each in agreed)
        notes.append(f"Agreed last time: {lines}")
    if begun.is_recent_only:
        notes.append(":warning: All of it is from the last month. Think of what came before.")
    return notes


async def on_written(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Submits a part; BadInput names the field of an unfit answer."""
    answers = PartForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        await writing.submit(ctx, request.number(), answers)
    told = ":white_check_mark: Submitted. Until the review is shared you can change it."
    return UpdateModal(PartForm.saved(told))


ROUTES = Routes(
    actions={
        WRITE: on_write,
        ROOM: on_room,
        evidence.BACK: on_back,
        **dict.fromkeys((evidence.GROUND, *page_actions(evidence.GROUND, NEWER_OLDER)), on_ground),
    },
    submissions={PART_FORM: on_written},
)
