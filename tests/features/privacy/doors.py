"""Every door of feedback, reviews, evidence and records, tried by somebody: all that they get to see."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Attachment, Delivery
from bot.features.privacy import service as privacy
from bot.registry import CATALOG
from bot.slack.requests import EventRequest
from bot.slack.routes import hand_on
from tests.features.asking import pressed, typed
from tests.features.goals.office import NORTH, NOW
from tests.features.ledger.office import key
from tests.features.outsiders import let_in
from tests.stored_notices import drawn

FEATURES = ("feedback", "reviews", "evidence", "records", "drafts")
# What those who may do it would change; who may not is refused:
# tests/features/reviews/listeners/test_doors.py.
WRITES = {
    "feedback.decline",
    "feedback.discuss",
    "feedback.share",
    "feedback.thank",
    "feedback.withdraw",
    "records.export",
    "records.keep",
    "reviews.agreed_action",
    "reviews.cancel",
    "reviews.decline",
    "reviews.share",
    "reviews.sign",
}
COMMANDS = {
    "/feedback": ("", "inbox", "sent", "<@U0BEN>", "note <@U0BEN>", "ask about <@U0BEN>"),
    "/review": ("", "new"),
    "/pulse": ("",),
    "/pacer": ("evidence", "evidence <@U0BEN>", "record"),
}


async def everything_seen(db: Database, who: str, values: Mapping[str, list[str]]) -> str:
    """What commands, buttons, the App Home, messages, files and the export show to somebody.

    `values` by the name of an action, or of its feature: what the buttons could carry.
    """
    seen = [await seen_at_doors(db, who, values), await _messages(db, who)]
    async with db.reading(NORTH) as reading:
        on_record = await privacy.on_record(reading, who, NOW)
    async with db.transaction(NORTH) as transaction:
        seen.append(str(await privacy.record_of(transaction, who, on_record, NOW)))
    return "\n".join(seen)


async def seen_at_doors(db: Database, who: str, values: Mapping[str, list[str]]) -> str:
    """The same of commands, buttons and the App Home alone: what somebody sees who asks."""
    seen = [
        *[await _command(db, who, name, text) for name, texts in COMMANDS.items() for text in texts],
        *[await _button(db, who, name, value) for name, value in _buttons(values)],
        await _home(db, who),
    ]
    return "\n".join(seen)


def _buttons(values: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name in CATALOG.actions:
        feature = name.partition(".")[0]
        if feature in FEATURES and name not in WRITES:
            yield from ((name, value) for value in values.get(name, values.get(feature, [])))


async def _command(db: Database, who: str, command: str, text: str) -> str:
    try:
        asked = await let_in(db, typed(who, command, text))
        return str(await hand_on(CATALOG.commands[command], asked, db, CATALOG.subcommands))
    except Refusal as refusal:
        return str(refusal)


async def _button(db: Database, who: str, name: str, value: str) -> str:
    try:
        return str(await CATALOG.actions[name](await let_in(db, pressed(who, name, value)), db))
    except Refusal as refusal:
        return str(refusal)


async def _home(db: Database, who: str) -> str:
    request = EventRequest(
        workspace_id=NORTH,
        actor_id=who,
        now=NOW,
        key=key(),
        type="app_home_opened",
        bot_user_id="U0BOT",
        event={"tab": "home"},
    )
    (listener,) = [
        each.events["app_home_opened"] for each in CATALOG.routes if "app_home_opened" in each.events
    ]
    try:
        return str(await listener(await let_in(db, request), db))
    except Refusal as refusal:
        return str(refusal)


async def _messages(db: Database, who: str) -> str:
    async with db.reading(NORTH) as reading:
        outgoing = (await reading.session.scalars(select(Delivery))).all()
        files = {each.id: each.content for each in await reading.session.scalars(select(Attachment))}
    mine = [each for each in outgoing if who in each.target and each.kind in CATALOG.notices]
    messages = [str(drawn(each.kind, each.facts)) for each in mine]
    attached = [files[each.attachment_id].decode() for each in mine if each.attachment_id]
    return "\n".join([*messages, *attached])
