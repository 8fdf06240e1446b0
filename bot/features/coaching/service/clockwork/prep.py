"""The facts of a card before a talk, made when it is due."""

from datetime import datetime, timedelta

from bot.common.dates import write_day
from bot.common.periods import Period, local_day
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.coaching.notices import PreparedGap, PreparedItem, PreparedLine, PreparedTalk, PreparedTopic
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.cadence import both_hours, both_times, left_out, rhythm_of
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk
from bot.features.coaching.rules.ids import FEEDBACK, OUTCOME_WHY
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemState, TalkState
from bot.features.coaching.service.clockwork.figures import moved_lines
from bot.features.coaching.service.outcomes import outcome_fact
from bot.features.coaching.service.pairs import pair_of
from bot.features.feedback.rules.content import FeedbackTone
from bot.features.feedback.service import reading as feedback
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.goals.service.overview import foremost
from bot.features.goals.service.queries import load_viewer, worrying
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.outcome_facts import headline, numbers
from bot.features.skills.rules.rubric import QUESTIONS
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.rules.wording import Addressed, short_finding
from bot.features.skills.service.cards import CARD_EXTRAS
from bot.features.skills.service.released import newest_for_manager, newest_own
from bot.framework.context import Context
from bot.slack.text import escape

MOST_ITEMS = 5
_MOST_GOALS, _MOST_OUTCOMES = 2, 3
_MOST_TOPICS = 10
_LOOKS_BACK = timedelta(days=60)
# A finding of older cards is no news.
NEW_FOR = timedelta(weeks=3)


async def prepared(ctx: Context, series: CoachingSeries, talk: CoachingTalk, reader_id: str) -> PreparedTalk:
    """What a talk is about, as this one of the two may see it."""
    pair = await pair_of(ctx.transaction, series, reader_id)
    repository = CoachingTalkRepository(ctx.transaction)
    talks = await repository.talks([series.id], ctx.now - _LOOKS_BACK, 20)
    held = [row.fact() for row in talks if row.state == TalkState.held.value]
    since = held[0].at if held else max(series.begun_at, ctx.now - _LOOKS_BACK)
    count = await repository.count_held(series.id)
    items, more = await _items(ctx, series, pair)
    return PreparedTalk(
        talk_id=talk.id,
        other=pair.other_called,
        other_id=pair.other.id,
        when=_when(talk, pair, ctx.now),
        items=items,
        more_items=more,
        moved=await moved_lines(ctx.transaction, pair, ctx.now),
        since=await _since(ctx.transaction, pair, since, ctx.now),
        topics=await _topics(ctx, series, pair),
        notes=await _notes(ctx, held, pair) if pair.is_manager else (),
        left_out=_left_out(series, talk, [row.fact() for row in talks], pair),
        questions=_questions(count, pair),
        question=count,
        outcomes=await _outcomes(ctx, series, since),
        gap=await _gap(ctx, pair),
    )


async def _outcomes(ctx: Context, series: CoachingSeries, since: datetime) -> tuple[PreparedLine, ...]:
    """What came of actions since, where it is told before the talk and in no message of its own."""
    rows = await OutcomeRepository(ctx.transaction).in_prep(series.id, since)
    cards = [(row.id, outcome_fact(row).card) for row in rows[:_MOST_OUTCOMES]]
    return tuple(
        PreparedLine(f"{headline(card)} {numbers(card)}", "Why?", OUTCOME_WHY, str(outcome_id))
        for outcome_id, card in cards
    )


async def _gap(ctx: Context, pair: Pair) -> PreparedGap | None:
    """What the newest gap card says that the reader may read; once sent, the person has seen it (`seen`)."""
    if not (await settings_of(ctx.transaction, SkillSettings)).gap_cards:
        return None
    who = Addressed(pair.other_called if pair.is_manager else "")
    if pair.is_manager:
        kept = await newest_for_manager(ctx.transaction, pair.me.id, pair.person.id, ctx.now)
    else:
        kept = await newest_own(ctx.transaction, pair.person.id)
    if kept is None or kept.card.finding is None or kept.made_at < ctx.now - NEW_FOR:
        return None
    finding = kept.card.finding
    offers: list[str] = []
    for hang in ctx.catalog.additions(CARD_EXTRAS):
        offers += await hang(ctx, kept, kept.card.skill_keys(finding))
    return PreparedGap(kept.id, finding.key, short_finding(finding, who), tuple(offers))


def _when(talk: CoachingTalk, pair: Pair, now: datetime) -> str:
    """For the manager the hour of the day; for the person the day too, as from the day before.

    By its date: what waits, as while somebody is snoozed, may be read on the day itself.
    """
    today = local_day(now, pair.me.zone)
    if pair.is_manager:
        return both_hours(talk.at, pair.me.zone, pair.other.zone, pair.other_called, today)
    return both_times(talk.at, pair.me.zone, pair.other.zone, pair.other_called, today)


def _questions(count: int, pair: Pair) -> tuple[str, ...]:
    if count == 0:
        return QUESTIONS.first_talk
    return (QUESTIONS.prompt(count),) if pair.is_manager else ()


def _left_out(series: CoachingSeries, talk: CoachingTalk, talks: list[CoachingTalk], pair: Pair) -> str:
    """That talks of the rhythm did not take place since the one before, as one of the two was off."""
    rhythm = rhythm_of(series)
    before = [each.nominal for each in talks if each.nominal < talk.nominal and not each.is_moved]
    count = left_out(rhythm, max(before), talk.nominal) if rhythm and before else 0
    if not count:
        return ""
    return f"{plural(count, '1:1')} left out since the last: one of you was off all week."


async def _items(ctx: Context, series: CoachingSeries, pair: Pair) -> tuple[tuple[PreparedItem, ...], int]:
    """The first open actions, the reader's own first, and how many more there are."""
    today = local_day(ctx.now, pair.me.zone)
    rows = [
        row.fact() for row in await CoachingWordRepository(ctx.transaction).items([series.id], ItemState.open)
    ]
    rows.sort(key=lambda item: (item.owner_id != pair.me.id, item.due_on, item.id))
    shown = tuple(
        PreparedItem(
            item.id,
            escape(item.text),
            write_day(item.due_on, today),
            item.due_on < today,
            item.owner_id == pair.me.id,
        )
        for item in rows[:MOST_ITEMS]
    )
    return shown, max(0, len(rows) - MOST_ITEMS)


async def _topics(ctx: Context, series: CoachingSeries, pair: Pair) -> tuple[PreparedTopic, ...]:
    rows = await CoachingWordRepository(ctx.transaction).open_topics([series.id], pair.me.id)
    topics = sorted(rows, key=lambda row: (row.author_id != pair.person.id, row.id))
    return tuple(PreparedTopic(row.id, escape(row.text), row.is_private) for row in topics[:_MOST_TOPICS])


async def _notes(ctx: Context, held: list[CoachingTalk], pair: Pair) -> tuple[str, ...]:
    """The manager's own private note of the last held talk."""
    if not held:
        return ()
    rows = await CoachingWordRepository(ctx.transaction).notes_of([held[0].id], pair.me.id)
    mine = [row for row in rows if row.author_id == pair.me.id and row.is_private and row.text]
    return tuple(escape(row.text[:300]) for row in mine)


async def _since(
    transaction: Transaction, pair: Pair, since: datetime, now: datetime
) -> tuple[PreparedLine, ...]:
    """Feedback that the reader may read, and goals of the person that are off their pace."""
    period = Period(since, now, "")
    about = await feedback.about(transaction, pair.person.id, pair.me.id, period)
    count = sum(each.tone != FeedbackTone.note.value for each in about)
    lines = []
    if count:
        told = "1 piece of feedback" if count == 1 else f"{count} pieces of feedback"
        lines.append(PreparedLine(told, "Open", FEEDBACK, f"{pair.other.id} {since.isoformat()}"))
    viewer = await load_viewer(transaction, pair.person.id)
    worst = [line for line in await foremost(transaction, viewer, now, 20) if worrying(line)]
    for line in worst[:_MOST_GOALS]:
        text = f"1 goal off its pace: {line.goal.title}"
        lines.append(PreparedLine(text, "Open", OPEN_GOAL, str(line.goal.number)))
    return tuple(lines)
