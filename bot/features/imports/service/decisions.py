"""What its sender decides about a file: how it is read, who is who, and whether it is imported."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.imports.models.files import FileImportRow
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import Layout, layout_from
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import KINDS
from bot.features.imports.rules.matching import words_of
from bot.features.imports.rules.stages.wording import asks_for_stages
from bot.features.imports.service.files import file_key, set_state
from bot.features.imports.service.waiting import questions
from bot.features.ledger.rules.access import check_has_numbers
from bot.features.ledger.rules.records import PersonRef
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.forms.field import NOT_OFFERED
from bot.slack.text import escape


async def get_open(transaction: Transaction, import_id: int, actor_id: str) -> FileImport:
    """The file that its sender has to decide about, locked. NotAllowed: another's; BadInput: decided."""
    return (await get_open_row(transaction, import_id, actor_id)).fact()


async def get_open_layout(
    transaction: Transaction, import_id: int, actor_id: str
) -> tuple[FileImport, Layout]:
    """As `get_open`, with how the file is read so far."""
    row = await get_open(transaction, import_id, actor_id)
    if not row.layout:
        raise BadInput("Say first which sheet of the file counts.")
    return row, layout_from(row.layout)


async def get_open_row(transaction: Transaction, import_id: int, actor_id: str) -> FileImportRow:
    """As `get_open`, as the row to be changed."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is None or row.sender_id != actor_id:
        raise NotAllowed("Only whoever sent a file decides about it.")
    if row.state != "asking":
        raise BadInput("That file is dealt with already.")
    return row


async def place_of_message(transaction: Transaction, import_id: int, actor_id: str) -> tuple[str, str]:
    """Name of a file that waits for its sender's word, and the link to its message, "" where there is none.

    BadInput: it does not wait, or somebody else sent it.
    """
    await people.actor(transaction, actor_id)
    row = await ImportRepository(transaction).find(import_id)
    if row is None or row.sender_id != actor_id or row.state != "asking":
        raise BadInput("That file does not wait for you any more.")
    return row.name, (await Outbox(transaction).places([file_key(import_id)])).get(file_key(import_id), "")


async def confirm(ctx: Context, import_id: int) -> None:
    """Marks a file to be applied as shown. NotAllowed: another's, no manager. BadInput: open or decided."""
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    if row.facts.get("twin"):
        raise BadInput("There is something to decide first: whether these are the deals of another source.")
    if row.facts["questions"] or row.facts["missing"] or asks_for_stages(row.facts.get("words", ())):
        raise BadInput("There is something to decide first: how its columns and stages are read.")
    if row.facts.get("is_stale"):
        raise BadInput("You began to say what its stages mean: save *Stages* to its end first.")
    await teams.require_manager(ctx.transaction, ctx.actor_id, "import files")
    await set_state(ctx.transaction, row, "confirmed", ctx.now)


async def cancel(ctx: Context, import_id: int) -> None:
    """Gives a file up. NotAllowed: another's; BadInput: decided.

    AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    await set_state(
        ctx.transaction, await get_open_row(ctx.transaction, import_id, ctx.actor_id), "cancelled", ctx.now
    )


async def choose_columns(
    ctx: Context,
    import_id: int,
    kind: str,
    columns: Mapping[str, str],
    fields: Mapping[str, str | None],
) -> None:
    """Stores what the columns of a file are (None: nothing), by place; it is read anew, and asks anew.

    `columns`: their names by place; what has none there is not read. Of another `kind` than before the
    columns are guessed. BadInput: as `get_open`, or a bad choice.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    if kind not in KINDS:
        raise BadInput(NOT_OFFERED, field="kind")
    before = layout_from(row.layout)
    if kind == before.kind:
        row.layout = Layout(kind, _columns(before, columns, fields)).to_json()
    else:
        row.layout, row.kind = {}, kind
    await set_state(ctx.transaction, row, "waiting", ctx.now)


def _columns(
    before: Layout, columns: Mapping[str, str], fields: Mapping[str, str | None]
) -> dict[str, tuple[str, ...]]:
    """Columns by field; where one has several, they keep their order, and new ones come last."""
    found: dict[str, list[str]] = {}
    known = {each.name: each for each in before.fields()}
    for place, name in fields.items():
        if name is None:
            continue
        if name not in known or place not in columns:
            raise BadInput(NOT_OFFERED, field=f"column:{place}")
        if name in found and not known[name].is_ordered:
            first = escape(found[name][0])
            raise BadInput(f"{known[name].title} is {first} already.", field=f"column:{place}")
        found.setdefault(name, []).append(columns[place])
    order = {column: at for listed in before.columns.values() for at, column in enumerate(listed)}
    return {
        name: tuple(sorted(listed, key=lambda each: order.get(each, 99))) for name, listed in found.items()
    }


def at_place(listed: Sequence[Any], place: str, field: str) -> Any:
    """What a form shows at this place; BadInput: the file was read anew since, and it is not there."""
    found = dict(zip(map(str, range(len(listed))), listed, strict=True)).get(place)
    if found is None:
        raise BadInput(NOT_OFFERED, field=f"{field}:{place}")
    return found


async def name_people(ctx: Context, import_id: int, members: Mapping[str, str | None]) -> None:
    """Stores who is who, by index in `facts["unknown"]` (None: nobody here); the file is read anew.

    BadInput with its field: a bot, or nobody we know.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    for place, member_id in members.items():
        if member_id is not None:
            check_has_numbers(await people.person(ctx.transaction, member_id), f"person:{place}")
    words: dict[str, str | None] = {}
    for place, member_id in members.items():
        ref_id, email, name, _ = at_place(row.facts["unknown"], place, "person")
        for word in words_of(PersonRef(ref_id, email, name), row.source):
            words[word] = member_id
    await questions.remember(ctx.transaction, words, ctx.actor_id, ctx.now)
    await set_state(ctx.transaction, row, "waiting", ctx.now)
