"""Slack's doors to the form in which a part is written, and to the evidence beside it."""

from bot.db.transaction import Database, Transaction
from bot.features.drafts import service as drafts
from bot.features.evidence.collecting import mark_seen
from bot.features.evidence.rules import page_of
from bot.features.people import service as people
from bot.features.reviews import evidence_views, form_views, news_views, service
from bot.features.reviews.access_rules import Part
from bot.features.reviews.earlier import earlier
from bot.features.reviews.pages import answers_in
from bot.features.reviews.rules import PART_FORM
from bot.slack.answers import Answer, OpenModal, UpdateModal
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.routes import Routes
from bot.slack.text import escape


async def on_write(request: ActionRequest, db: Database) -> Answer:
    """ "Write": the form with what was typed before, or with a draft."""
    return OpenModal(await _write_form(request, db))


async def on_room(request: ActionRequest, db: Database) -> Answer:
    """ "More room": what is typed is kept, and nearly full fields get another."""
    return UpdateModal(await _write_form(request, db, keeps=True))


async def on_back(request: ActionRequest, db: Database) -> Answer:
    """ "Back to writing" from what is on record."""
    return UpdateModal(await _write_form(request, db))


async def on_ground(request: ActionRequest, db: Database) -> Answer:
    """ "What is on record", and its pages, in the place of the form: what is typed is kept first."""
    part_id, _, page = request.value.partition(" ")
    async with db.transaction(request.workspace_id) as transaction:
        if not page:
            await _keep(transaction, request)
        ground = await service.ground(transaction, int(part_id), request.actor_id, request.now, [earlier])
        shown = page_of(ground.stream, int(page or 1), evidence_views.PAGE)
        await mark_seen(transaction, shown.items, request.actor_id, request.now)
    return UpdateModal(evidence_views.evidence_view(ground, shown))


async def _keep(transaction: Transaction, request: ActionRequest) -> None:
    if request.view is not None:
        words = request.values.words()
        await drafts.keep(transaction, request.actor_id, request.view, words, request.now)


async def _write_form(request: ActionRequest, db: Database, *, keeps: bool = False) -> dict[str, object]:
    part_id = int(request.value)
    async with db.transaction(request.workspace_id) as transaction:
        if keeps:
            await _keep(transaction, request)
        typed = await drafts.kept(transaction, request.actor_id, PART_FORM, str(part_id))
        begun = await service.begin(transaction, part_id, typed, request.actor_id, request.now)
        names = await people.names(transaction, [begun.review.person_id, begun.review.manager_id])
    person, manager = (names.get(who, "someone") for who in (begun.review.person_id, begun.review.manager_id))
    return form_views.write_form(
        part_id,
        Part(begun.part.kind),
        begun.texts,
        person,
        manager,
        _notes(begun, is_typed=bool(typed)),
        has_evidence=begun.has_evidence,
    )


def _notes(begun: service.Begun, *, is_typed: bool) -> list[str]:
    """What the author should know of the text that the form begins with."""
    notes = ["This is what you typed before."] if is_typed else []
    if not is_typed and begun.part.answers is not None:
        notes.append("This is what you submitted.")
    if begun.is_draft:
        notes.append("A draft from what is on record: each line names its evidence. Make it yours.")
    if begun.promises and not begun.is_draft:
        agreed = "; ".join(f"{escape(each.text)} ({each.state})" for each in begun.promises)
        notes.append(f"Agreed last time: {agreed}")
    if begun.is_recent_only:
        notes.append(":warning: All of it is from the last month. Think of what came before.")
    return notes


async def on_written(request: SubmissionRequest, db: Database) -> Answer:
    """A part is submitted."""
    async with db.transaction(request.workspace_id) as transaction:
        await service.submit(
            transaction,
            int(request.metadata),
            answers_in(request.values.words()),
            request.actor_id,
            request.key,
            request.now,
        )
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
    return UpdateModal(form_views.done_view("Submitted. Until the review is shared you can change it."))


ROUTES = Routes(
    actions={
        news_views.WRITE: on_write,
        form_views.ROOM: on_room,
        evidence_views.BACK: on_back,
        **dict.fromkeys((evidence_views.GROUND, evidence_views.OLDER, evidence_views.NEWER), on_ground),
    },
    submissions={PART_FORM: on_written},
)
