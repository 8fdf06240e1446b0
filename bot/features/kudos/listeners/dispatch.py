"""From an intent to its use case or query, and to the message that answers it."""

from typing import Literal, assert_never

from bot.db.transaction import Transaction
from bot.features.kudos.commands.intents import Me, MessageIntent, ShowKudosHelp, Top, UndoKudos, Values
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving, queries
from bot.features.kudos.service.giving import KudosContext
from bot.features.kudos.views import board as board_views
from bot.features.kudos.views import messages
from bot.features.kudos.views.help import HELP, notes_of
from bot.features.people.service import members as people
from bot.framework.help import help_message
from bot.slack.blocks import Message


async def carry_out(
    transaction: Transaction, intent: MessageIntent, context: KudosContext, settings: KudosSettings
) -> Message:
    """Carries out an intent in this transaction and gives the answer; a Refusal says why not."""
    match intent:
        case GiveKudos():
            return messages.given_message(await giving.give(transaction, intent, context, settings))
        case UndoKudos():
            return messages.undone_message(await giving.undo_newest(transaction, context))
        case Top():
            return await board_for(transaction, intent, context)
        case Me():
            await people.actor(transaction, context.actor_id, guests=True)
            mine = await queries.mine(transaction, context.actor_id, context.now)
            return board_views.mine_message(mine)
        case ShowKudosHelp():
            return help_message(HELP, reason=intent.reason, notes=notes_of(settings))
        case Values():
            await people.actor(transaction, context.actor_id)
            return board_views.values_message(await queries.values(transaction, context.now))
        case _:
            assert_never(intent)


async def board_for(transaction: Transaction, top: Top, context: KudosContext) -> Message:
    """Message with the board that was asked for. NotAllowed: guests."""
    await people.actor(transaction, context.actor_id)
    side: Literal["giver", "receiver"] = "giver" if top.givers else "receiver"
    asked = top.person or context.actor_id
    board = await queries.board(transaction, side, top.period_words, asked, context.now)
    return board_views.board_message(board, context.actor_id)
