"""The weekly boards posted in the channels of teams."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.common.bars import bar
from bot.common.cadences import Run
from bot.common.date_ranges import ONE_DAY, DateRange, short_day
from bot.common.locales import Locale
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.kudos.service import weekly as kudos
from bot.features.leaderboards.notices import BoardLine, ChannelBoard, WeeklyBoards
from bot.features.leaderboards.repository import BoardRepository
from bot.features.leaderboards.rules.facts import WeeklyBoard, whole_words
from bot.features.leaderboards.rules.ranking import (
    Placed,
    Ranking,
    best_of,
    is_total_only,
    public_top,
    standing,
    without_rank,
)
from bot.features.leaderboards.rules.specs import BOOKINGS, COMBINED, Engine, Measure, Scope, Spec
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.boards import (
    TEAMMATE,
    heard,
    nobody_above,
    score_words,
    team_total,
    title,
)
from bot.features.leaderboards.service.cohorts import Cohort, field_of
from bot.features.leaderboards.service.scores import ranking, scores
from bot.features.ledger.rules.facts import Population
from bot.features.ledger.service import holds
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.commands.periods import find_span
from bot.features.metrics.rules.figures import Figure, Unit, shown, words
from bot.features.people.service import members as people
from bot.features.schedules.service import settings as schedules
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace

_IMPROVED = Measure(BOOKINGS, Engine.improved)


async def write(transaction: Transaction, channel_id: str, run: Run, now: datetime) -> WeeklyBoards | None:
    """The notice for this channel, with the week's thanks where they are due at that instant.

    None when no board of its teams has anything to show, or another top than when it was last posted. Facts
    count up to yesterday, so that later entries about today do not restate the board.
    """
    found = await _changed(transaction, channel_id, run, now)
    # Compared with the ledger again once a file that is being read in counts.
    known = {"checked_at": await holds.known_at(transaction, now)}
    key = f"{WeeklyBoards.kind}:{channel_id}:{run.nominal}"
    today = local_day(run.at, await workspace.zone_of(transaction))
    rows = [_kept(spec, board, key, today, now) | known for spec, board in found]
    await BoardRepository(transaction).keep_posted(rows)
    if not found:
        return None
    thanks = await kudos.due_with(transaction, channel_id, run, now)
    return WeeklyBoards(tuple(board for _, board in found), thanks=thanks)


async def tells_thanks(transaction: Transaction, channel_id: str, run: Run, now: datetime) -> bool:
    """Whether the boards of this channel are to be posted at that instant, with the week's thanks."""
    turn = await schedules.turn(transaction, WeeklyBoards.kind, channel_id)
    return (
        turn is not None
        and turn.next_at == run.at
        and bool(await _changed(transaction, channel_id, run, now))
    )


async def _changed(
    transaction: Transaction, channel_id: str, run: Run, now: datetime
) -> list[tuple[Spec, ChannelBoard]]:
    """The boards of the teams of a channel that show another top than when they were last posted."""
    chosen, org_chart = await settings.choices(transaction), await teams.load_org_chart(transaction)
    today = local_day(run.at, await workspace.zone_of(transaction))
    locale = await workspace.locale_of(transaction)
    found = []
    for team in org_chart.teams:
        choice = chosen.get(team.id, WeeklyBoard())
        # Days up to yesterday: later entries about them restate the board, entries about today do not.
        days = board_days(choice.period, today, locale)
        if team.channel_id != channel_id or not choice.is_on or days is None:
            continue
        spec = Spec(choice.measure, Scope.team, days, team.id)
        board = await _drawn(transaction, spec, team, today, now)
        is_empty = not (board.rows or board.total or board.improved)
        if not is_empty and not await _was_posted(transaction, spec, board):
            found.append((spec, board))
    return found


async def _was_posted(transaction: Transaction, spec: Spec, board: ChannelBoard) -> bool:
    """Whether the board of the same days was last posted with the same names in the same places."""
    last = await BoardRepository(transaction).last_posted(spec.written())
    return last is not None and _top(last) == _top(
        kept_rows(board.rows, board.team, board.total, is_share=bool(board.bar))
    )


def _top(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Who stands where; of a team without names what all have together."""
    return [(rank, name) for rank, name, _ in rows if rank] or [tuple(row) for row in rows]


def board_days(period: str, today: date, locale: Locale) -> DateRange | None:
    """The days of a board as of yesterday; of a week without a working day so far, the week before."""
    days = find_span(period, today - ONE_DAY, locale.fiscal)
    begun = days.within(DateRange(days.start, today)) if days and period == "this week" else None
    if begun is None or any(day.weekday() in locale.workdays for day in begun):
        return days
    return find_span(period, begun.start - ONE_DAY, locale.fiscal)


def _kept(spec: Spec, board: ChannelBoard, key: str, until: date, now: datetime) -> dict[str, Any]:
    return {
        "dedupe_key": key,
        "spec": spec.written(),
        "until": until,
        "rows": kept_rows(board.rows, board.team, board.total, is_share=bool(board.bar)),
        "restated": [],
        "posted_at": now,
    }


def kept_rows(rows: Sequence[Sequence[Any]], team: str, total: str, *, is_share: bool) -> list[list[Any]]:
    """The rows to compare with the ledger later: [rank, name, score in words]; rank 0 is the team itself."""
    return [*map(list, rows), *([[0, f"{team} {whole_words(is_share=is_share)}", total]] if total else [])]


async def channels(transaction: Transaction) -> list[str]:
    """Ids of the channels of teams whose weekly board is on, each once."""
    chosen, org_chart = await settings.choices(transaction), await teams.load_org_chart(transaction)
    found = [t.channel_id for t in org_chart.teams if t.channel_id and chosen.get(t.id, WeeklyBoard()).is_on]
    return list(dict.fromkeys(found))


async def _drawn(
    transaction: Transaction, spec: Spec, team: Team, until: date, now: datetime
) -> ChannelBoard:
    """One board in a channel."""
    whole, each = await fields_of(transaction, spec, team, until, now)
    rows, missing, level = await shown_rows(transaction, spec, each)
    total = await team_total(transaction, spec, whole)
    return ChannelBoard(
        title=title(spec, whole),
        team=team.name,
        days=f"{spec.days.label}, up to {short_day(until - ONE_DAY)}",
        rows=tuple(rows),
        level=level,
        improved=await _improved(transaction, each, until),
        total=said(total, whole.currency),
        bar=bar(total.value) if total is not None and is_share(total) else "",
        missing=tuple(missing),
        sources=heard(spec, whole.ground, in_public=True),
        spec=spec.written(),
    )


async def fields_of(
    transaction: Transaction, spec: Spec, team: Team, until: date, now: datetime
) -> tuple[Cohort, Cohort]:
    """The team as one cohort, and as a cohort of its people each for themselves."""
    whose = await ledger.of_team(transaction, team.id, now)
    whole = await field_of(transaction, whose, spec.days, now, until)
    return whole, replace(whole, whose=Population(whose.days))


def is_share(total: Figure | None) -> bool:
    """Whether a team's total is a share, for which a bar is drawn."""
    return total is not None and total.unit is Unit.percent


def said(total: Figure | None, currency: str) -> str:
    """A team's total in words; "" when there is none."""
    return words(total, currency) if total is not None and total.value is not None else ""


async def shown_rows(
    transaction: Transaction, spec: Spec, field: Cohort
) -> tuple[list[BoardLine], list[tuple[str, int]], str]:
    """(rank, name, score) of the public top; (reason, count) of those without rank.

    The sentence when the leaders are level ("" otherwise).
    """
    weights = (await settings.comparing(transaction)).weights if spec.measure.what == COMBINED else ()
    ranked = await ranking(transaction, spec.measure, field, weights)
    unnamed = await settings.hidden(transaction)
    if is_total_only(field.ids, unnamed):
        return [], [], ""
    top = public_top(ranked)
    names = await people.names(transaction, [each.id for each in top])
    currency = field.currency
    rows = [
        (each.rank, _name(each, names, unnamed), score_words(spec.measure, each.figure, currency))
        for each in top
    ]
    level = "" if top else _level(ranked, currency) or nobody_above(ranked, spec.measure)
    return rows, without_rank(ranked), level


def _level(ranked: Ranking, currency: str) -> str:
    """The sentence for a tie so large that naming the leaders would expose the others; "" otherwise."""
    first = [each for each in ranked.placed if each.rank == 1 and each.score > 0]
    if len(first) < 2:
        return ""
    return f"{len(first)} people share the first place with {words(first[0].figure, currency)}."


def _name(each: Placed, names: dict[str, str], unnamed: frozenset[str]) -> str:
    return TEAMMATE if each.id in unnamed else names.get(each.id, "Someone")


async def _improved(transaction: Transaction, field: Cohort, until: date) -> tuple[str, str] | None:
    """(name, improvement in words) of whoever improved most in the last whole week; None without one."""
    week = find_span("last week", until, field.ground.rules.fiscal)
    assert week is not None
    in_week = field.in_days(week)
    unnamed = await settings.hidden(transaction)
    if is_total_only(in_week.ids, unnamed):
        return None
    best = best_of(standing(await scores(transaction, _IMPROVED, in_week)))
    named = [each for each in best if each.id not in unnamed]
    if not named:
        return None
    names = await people.names(transaction, [each.id for each in named])
    who = " and ".join(sorted(names.get(each.id, "Someone") for each in named))
    return who, f"+{shown(named[0].score, Unit.percent, '')}"
