"""From an intent to its use case or query, and to the message that answers it."""

from typing import Literal, assert_never

from bot.features.kudos.commands.intents import Me, MessageIntent, ShowKudosHelp, Top, UndoKudos, Values
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving, queries
from bot.features.kudos.views import board as board_views
from bot.features.kudos.views import messages
from bot.features.kudos.views.help import HELP, notes_of
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.framework.help import help_message, hint_message
from bot.slack.blocks import Message


async def carry_out(ctx: Context, intent: MessageIntent, settings: KudosSettings) -> Message:
    """Carries out an intent and gives the answer; a Refusal says why not."""
    match intent:
        case GiveKudos():
            return messages.given_message(await giving.give(ctx, intent, settings))
        case UndoKudos():
            return messages.undone_message(await giving.undo_newest(ctx))
        case Top():
            return await board_for(ctx, intent)
        case Me():
            await people.actor(ctx.transaction, ctx.actor_id, guests=True)
            mine = await queries.mine(ctx.transaction, ctx.actor_id, ctx.now)
            return board_views.mine_message(mine)
        case ShowKudosHelp() if intent.reason:
            return hint_message(HELP, intent.reason)
        case ShowKudosHelp():
            return help_message(HELP, reason=intent.reason, notes=notes_of(settings))
        case Values():
            await people.actor(ctx.transaction, ctx.actor_id)
            return board_views.values_message(await queries.values(ctx.transaction, ctx.now))
        case _:
            assert_never(intent)


async def board_for(ctx: Context, top: Top) -> Message:
    """Message with the board that was asked for. NotAllowed: guests."""
    await people.actor(ctx.transaction, ctx.actor_id)
    side: Literal["giver", "receiver"] = "giver" if top.givers else "receiver"
    asked = top.person or ctx.actor_id
    board = await queries.board(ctx.transaction, side, top.period_words, asked, ctx.now, ctx.actor_id)
    return board_views.board_message(board, ctx.actor_id)
