"""Slack's doors to kudos: each turns what came in into one deed, and the outcome into an answer."""

from typing import Literal

from bot.common.errors import AlreadyRecorded, Refusal
from bot.db.transaction import Database, Transaction
from bot.features.kudos import board_views, lookups, service, settings_views, views
from bot.features.kudos.commands import (
    GiveKudos,
    Help,
    Intent,
    Me,
    OpenForm,
    Top,
    Undo,
    changes_something,
    from_form,
    parse,
    parse_top,
)
from bot.features.kudos.rules import ROLES, KudosSettings, base_emoji, settings_from_form
from bot.features.kudos.service import Occasion
from bot.features.people import service as people
from bot.features.workspace import service as workspace
from bot.slack.answers import Answer, Done, OpenModal, Replace, UpdateModal, Whisper
from bot.slack.blocks import Message, section
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    Request,
    ShortcutRequest,
    SubmissionRequest,
)
from bot.slack.routes import Command, Routes, Shortcut
from bot.slack.text import without_mention_of


async def on_command(request: CommandRequest, db: Database) -> Answer:
    """`/kudos ...`, and `/pacer kudos ...`."""
    # Questions never wait for the one writer of SQLite, nor make it wait.
    opened = db.transaction if changes_something(request.text) else db.reading
    async with opened(request.workspace_id) as transaction:
        settings = await service.settings_of(transaction)
        intent = parse(request.text, emoji=settings.emoji)
        if isinstance(intent, OpenForm):
            return OpenModal(views.give_form(settings, metadata=_place(request.channel_id)))
        occasion = _occasion(request, request.channel_id)
        return Whisper(await _do(transaction, intent, occasion, settings))


async def _do(
    transaction: Transaction, intent: Intent, occasion: Occasion, settings: KudosSettings
) -> Message:
    match intent:
        case GiveKudos():
            return views.given_message(await service.give(transaction, intent, occasion, settings))
        case Undo():
            return views.undone_message(await service.undo_newest(transaction, occasion))
        case Top():
            return await _board(transaction, intent, occasion)
        case Me():
            mine = await lookups.mine(transaction, occasion.actor_id, occasion.now)
            return board_views.mine_message(mine)
        case Help():
            return views.help_message(settings, intent.reason)
    return board_views.values_message(await lookups.values(transaction, occasion.now))


async def _board(transaction: Transaction, top: Top, occasion: Occasion) -> Message:
    side: Literal["giver", "receiver"] = "giver" if top.givers else "receiver"
    asked = top.person or occasion.actor_id
    board = await lookups.board(transaction, side, top.period_words, asked, occasion.now)
    return board_views.board_message(board, occasion.actor_id)


async def on_open(request: ActionRequest | ShortcutRequest, db: Database) -> Answer:
    """The "Give kudos" button, and the shortcut of the same name."""
    async with db.reading(request.workspace_id) as transaction:
        settings = await service.settings_of(transaction)
    return OpenModal(views.give_form(settings, metadata=_place(request.channel_id)))


async def on_message_shortcut(request: ShortcutRequest, db: Database) -> Answer:
    """ "Give kudos" on a message: its author and its words are filled in."""
    author = request.message_author_id
    async with db.reading(request.workspace_id) as transaction:
        settings = await service.settings_of(transaction)
        recipients = await service.thankable(transaction, [author] if author else [], request.actor_id)
    form = views.give_form(settings, recipients=recipients, metadata=_place(request.channel_id))
    return OpenModal(form)


async def on_form(request: SubmissionRequest, db: Database) -> Answer:
    """The form is sent."""
    gift = from_form(
        request.values.users("recipients"),
        points=request.values.choice("points"),
        reason=request.values.text("reason"),
        value=_chosen_value(request),
        private=request.values.choice("audience") == views.PRIVATE,
    )
    occasion = _occasion(request, request.metadata or None)
    async with db.transaction(request.workspace_id) as transaction:
        settings = await service.settings_of(transaction)
        given = await service.give(transaction, gift, occasion, settings)
    return UpdateModal(views.given_modal(given))


def _chosen_value(request: SubmissionRequest) -> str | None:
    value = request.values.choice("value")
    return None if value == views.NO_VALUE else value


async def on_undo(request: ActionRequest, db: Database) -> Answer:
    """The Undo button."""
    async with db.transaction(request.workspace_id) as transaction:
        undone = await service.undo(transaction, int(request.value), _occasion(request, None))
    return Replace(views.undone_message(undone))


async def on_switch(request: ActionRequest, db: Database) -> Answer:
    """Another period or side of a board."""
    top = parse_top(request.value) or Top()
    async with db.reading(request.workspace_id) as transaction:
        return Replace(await _board(transaction, top, _occasion(request, None)))


async def on_mention(request: EventRequest, db: Database) -> Answer:
    """`@Pacer @ben great catch`, which works in threads, where slash commands do not."""
    event = request.event
    occasion = _occasion(request, event["channel"], event.get("thread_ts"))
    text = without_mention_of(request.bot_user_id, event.get("text", ""))
    try:
        async with db.transaction(request.workspace_id) as transaction:
            settings = await service.settings_of(transaction)
            intent = parse(text, emoji=settings.emoji)
            wanted = Help() if isinstance(intent, OpenForm) else intent
            message = await _do(transaction, wanted, occasion, settings)
            await service.whisper(transaction, occasion, message.text, message.blocks)
    except AlreadyRecorded:
        return Done()
    except Refusal as refusal:
        await _whisper_refusal(db, request, occasion, refusal)
    return Done()


async def on_reaction_added(request: EventRequest, db: Database) -> Answer:
    """The workspace's kudos emoji gives one point to the author of the message; other emoji mean nothing."""
    event = request.event
    author = event.get("item_user")
    if event["item"].get("type") != "message" or not author or author == request.actor_id:
        return Done()
    occasion = _reaction(request)
    try:
        async with db.transaction(request.workspace_id) as transaction:
            await service.react(transaction, event["reaction"], author, occasion)
    except AlreadyRecorded:
        return Done()
    except Refusal as refusal:
        await _whisper_refusal(db, request, occasion, refusal)
    return Done()


async def on_reaction_removed(request: EventRequest, db: Database) -> Answer:
    """A reaction that gave a point is taken away: so is the point."""
    async with db.transaction(request.workspace_id) as transaction:
        await service.unreact(transaction, _reaction(request))
    return Done()


async def _whisper_refusal(db: Database, request: EventRequest, occasion: Occasion, refusal: Refusal) -> None:
    async with db.transaction(request.workspace_id) as transaction:
        await service.whisper(transaction, occasion, str(refusal), [section(str(refusal))])


async def on_settings(request: CommandRequest, db: Database) -> Answer:
    """`/pacer settings`."""
    async with db.reading(request.workspace_id) as transaction:
        await service.require_admin(transaction, request.actor_id)
        form = settings_views.settings_form(
            await service.settings_of(transaction),
            zone=(await workspace.zone_of(transaction)).key,
            managers=await people.managers(transaction),
        )
    return OpenModal(form)


async def on_settings_form(request: SubmissionRequest, db: Database) -> Answer:
    """The settings are sent."""
    values = request.values
    settings = settings_from_form(
        channel_id=values.channel("channel"),
        emoji=values.text("emoji"),
        allowances={role: values.text(f"allowance_{role}") for role in ROLES},
        min_reason=values.text("min_reason"),
        private_allowed=values.ticked("private"),
        values=values.text("values"),
    )
    async with db.transaction(request.workspace_id) as transaction:
        await service.change_settings(
            transaction,
            settings,
            zone=values.text("zone"),
            managers=values.users("managers"),
            occasion=_occasion(request, None),
        )
    return UpdateModal(settings_views.saved_view())


def _occasion(request: Request, channel_id: str | None, thread_ts: str | None = None) -> Occasion:
    return Occasion(request.actor_id, request.now, request.key, _place(channel_id) or None, thread_ts)


def _place(channel_id: str | None) -> str:
    # In a direct message nobody else would see a shout-out.
    return "" if channel_id is None or channel_id.startswith("D") else channel_id


def _reaction(request: EventRequest) -> Occasion:
    item = request.event["item"]
    message = f"{item['channel']}/{item['ts']}/{base_emoji(request.event['reaction'])}"
    return Occasion(
        request.actor_id, request.now, request.key, channel_id=item["channel"], reacted_to=message
    )


_USAGE = "@name what for | top | me | undo | values | help"

ROUTES = Routes(
    commands={"/kudos": Command(on_command, "Thank a colleague, in public or privately", _USAGE)},
    words={
        "kudos": Command(on_command, "Thank a colleague", _USAGE),
        "settings": Command(on_settings, "Channel, emoji, allowances, values (admins)"),
    },
    actions={
        views.OPEN_FORM: on_open,
        views.UNDO: on_undo,
        **{f"{board_views.TOP}:{words}": on_switch for _, words in board_views.PERIOD_BUTTONS},
        f"{board_views.TOP}:side": on_switch,
    },
    submissions={views.GIVE: on_form, settings_views.SETTINGS: on_settings_form},
    shortcuts={
        "kudos.shortcut": Shortcut(on_open, "Give kudos", "global", "Thank a colleague"),
        "kudos.message": Shortcut(on_message_shortcut, "Give kudos", "message", "Thank its author"),
    },
    events={
        "app_mention": on_mention,
        "reaction_added": on_reaction_added,
        "reaction_removed": on_reaction_removed,
    },
    scopes={
        "app_mentions:read": "to hear @Pacer in a thread, where slash commands do not work",
        "reactions:read": "to count the kudos emoji as a point",
    },
)
