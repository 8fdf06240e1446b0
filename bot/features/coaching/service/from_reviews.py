"""Actions that two agreed on in a review, as actions of their 1:1s."""

from collections.abc import Collection

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import ItemOrigin, item_roles
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ITEMS, ItemState, ItemStep
from bot.features.coaching.rules.words import DUE_AFTER_REVIEW
from bot.features.coaching.service.items import step_item
from bot.features.coaching.service.pairs import open_series
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context


async def agree(ctx: Context, manager_id: str, person_id: str, text: str) -> int | None:
    """Makes an agreed action an open one of the person, due in 30 days; gives its id.

    None where the two are no longer manager and person.
    """
    known = await people.people(ctx.transaction, [manager_id, person_id])
    chart = await teams.load_org_chart(ctx.transaction)
    if len(known) < 2 or chart.manager_of(person_id) != manager_id:
        return None
    person = known[person_id]
    series = await open_series(ctx, Pair(known[manager_id], person, person_id))
    state = ITEMS.decide(None, ItemStep.agree, item_roles("", person_id, manager_id))
    row = await CoachingWordRepository(ctx.transaction).new_item(
        {
            "series_id": series.id,
            "talk_id": None,
            "owner_id": person_id,
            "author_id": manager_id,
            "text": text,
            "skill": "",
            "due_on": local_day(ctx.now, person.zone) + DUE_AFTER_REVIEW,
            "slips": 0,
            "state": state.value,
            "origin": ItemOrigin.review.value,
            "made_at": ctx.now,
            "done_at": None,
        }
    )
    return row.id


async def finish(ctx: Context, item_id: int) -> bool:
    """Marks it as done, or opens it again where it was; whether it is done now. NotAllowed: not theirs."""
    is_done = (await states(ctx.transaction, [item_id])).get(item_id) is ItemState.done
    item = await step_item(ctx, item_id, ItemStep.reopen if is_done else ItemStep.done)
    return item.state is ItemState.done


async def withdraw(ctx: Context, item_id: int) -> None:
    """Drops it where it is open, since it has become something else."""
    if (await states(ctx.transaction, [item_id])).get(item_id) is ItemState.open:
        await step_item(ctx, item_id, ItemStep.drop)


async def states(transaction: Transaction, item_ids: Collection[int]) -> dict[int, ItemState]:
    """The states of these actions, by id."""
    return await CoachingWordRepository(transaction).item_states(item_ids) if item_ids else {}
