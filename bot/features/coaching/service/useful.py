"""Whether talks were useful: said by the person, seen by nobody singly."""

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.votes import TalkVoteRepository
from bot.features.coaching.rules.access import CoachingRecord, PairParties, may_write
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk
from bot.features.coaching.rules.settings import CoachingSettings
from bot.features.coaching.rules.state_machine import TalkState
from bot.features.coaching.rules.useful import Use, is_shown, told
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_GONE = "There is no such talk any more."


async def asks_use(
    transaction: Transaction, series: CoachingSeries, talk: CoachingTalk, member_id: str
) -> tuple[bool, bool]:
    """Whether this one of the two is asked how useful a talk was, and whether they have said so."""
    parties = PairParties(series.manager_id, series.person_id)
    if talk.state is not TalkState.held or not may_write(member_id, CoachingRecord.vote, parties):
        return False, False
    if not (await settings_of(transaction, CoachingSettings)).asks_use:
        return False, False
    return True, await TalkVoteRepository(transaction).has_voted(talk.id, member_id)


async def vote(ctx: Context, talk_id: int, use: Use) -> tuple[CoachingSeries, CoachingTalk]:
    """Says how useful a held talk was, once. BadInput: none such. NotAllowed: not theirs, or said before."""
    await ctx.claim()
    repository = CoachingTalkRepository(ctx.transaction)
    found = await repository.find_talk(talk_id)
    row = await repository.find_series(found.series_id) if found else None
    if found is None or row is None or ctx.actor_id not in row.fact().pair:
        raise BadInput(_GONE)
    series, talk = row.fact(), found.fact()
    is_asked, _ = await asks_use(ctx.transaction, series, talk, ctx.actor_id)
    if not is_asked or talk.held_on is None:
        raise NotAllowed("Only whose 1:1 it was says that, once you both said that you talked.")
    votes = TalkVoteRepository(ctx.transaction)
    # All votes of a quarter are written anew.
    await workspace.one_at_a_time(ctx.transaction)
    if not await votes.mark_voter(talk.id, ctx.actor_id):
        raise NotAllowed("You have said so already.")
    fiscal = (await workspace.books_of(ctx.transaction)).fiscal
    await votes.add_votes(series.manager_id, fiscal.quarter_of(talk.held_on).start, [use.value])
    return series, talk


async def usefulness(ctx: Context) -> str:
    """What the actor may see of their talks of the last whole quarter that may be shown; "" for nothing.

    Nothing is said before five days after a quarter's end.
    """
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    fiscal = (await workspace.books_of(ctx.transaction)).fiscal
    quarter = fiscal.quarter_of(today)
    while not is_shown(quarter, today):
        quarter = fiscal.quarter_of(quarter.start - ONE_DAY)
    return await _told(ctx, quarter)


async def _told(ctx: Context, quarter: DateRange) -> str:
    if not (await settings_of(ctx.transaction, CoachingSettings)).asks_use:
        return ""
    repository, votes = CoachingTalkRepository(ctx.transaction), TalkVoteRepository(ctx.transaction)
    led = [
        each.id
        for each in await repository.all_of(ctx.actor_id, ended=True)
        if each.manager_id == ctx.actor_id
    ]
    held = await repository.held_between(led, quarter.start, quarter.end)
    counted = await votes.counted(ctx.actor_id, quarter.start)
    if not held:
        return ""
    people = await votes.count_voters([each.id for each in held])
    return f"{quarter.label}: {told(counted, people)}"
