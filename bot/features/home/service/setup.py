"""What an admin has set up, and how Pacer runs once all of it is."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.common.periods import local_day
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.home.rules.setup import Health, Setup, SetupFacts, SetupProgress, SetupStep, without
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.selling.sellers import quota_question, with_quota
from bot.features.operations import service as operations
from bot.features.people.service import members as people
from bot.features.people.service.settings import edit_settings, settings_of
from bot.features.schedules.service import settings as schedules
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import CalendarSettings
from bot.framework.context import Context


async def load_setup(ctx: Context) -> Setup:
    """The steps as they stand; nothing is read of them once all was done. NotAllowed: not an admin."""
    await people.require_admin(ctx.transaction, ctx.actor_id, SetupProgress.deed)
    return await setup_of(ctx.transaction, ctx.now)


async def setup_of(transaction: Transaction, now: datetime) -> Setup:
    """As `load_setup`, for who was asked before whether they may see it."""
    progress = await settings_of(transaction, SetupProgress)
    return Setup(SetupFacts() if progress.is_over else await _facts(transaction, now), progress)


async def questions(transaction: Transaction, now: datetime) -> list[Question[Any]]:
    """What `setup_of` begins with; nothing once all was done."""
    if (await settings_of(transaction, SetupProgress)).is_over:
        return []
    ids, today = await _in_teams(transaction, now)
    return [ledger.heard_question(transaction, now), quota_question(transaction, ids, today)]


async def _in_teams(transaction: Transaction, now: datetime) -> tuple[list[str], date]:
    """Who is in any team, and the day."""
    teams_now = (await teams.load_org_chart(transaction)).teams
    ids = sorted({who for team in teams_now for who in team.member_ids})
    return ids, local_day(now, await workspace.zone_of(transaction))


async def _facts(transaction: Transaction, now: datetime) -> SetupFacts:
    stored = (await workspace.stored_settings(transaction)).values
    org_chart = await teams.load_org_chart(transaction)
    ids, today = await _in_teams(transaction, now)
    kudos = await settings_of(transaction, KudosSettings)
    return SetupFacts(
        teams=len(org_chart.teams),
        without_channel=sum(team.channel_id is None for team in org_chart.teams),
        has_numbers=await ledger.last_heard(transaction, now) is not None,
        people=len(ids),
        with_quota=len(await with_quota(transaction, ids, today)),
        has_calendar=CalendarSettings.group in stored,
        has_values=kudos.values != KudosSettings().values,
        has_guests=kudos.open_to_guests,
        has_channel=kudos.channel_id is not None,
    )


async def leave_out(ctx: Context, step: SetupStep) -> None:
    """Notes that a step is not for this workspace. NotAllowed: not an admin. A repeat changes nothing."""
    edit = await edit_settings(ctx, SetupProgress)
    if step.value not in edit.before.left_out:
        await edit.save(without(edit.before, step))


async def end_setup(ctx: Context, admin_id: str) -> None:
    """Notes that all was set up once, as this admin was the first to see: no step comes back."""
    locked = await workspace.lock_settings(ctx.transaction, SetupProgress, admin_id, ctx.now)
    await workspace.write_settings(ctx.transaction, locked, replace(locked.of(SetupProgress), is_over=True))


async def load_health(ctx: Context) -> Health:
    """How Pacer runs. NotAllowed: not an admin."""
    seen = await operations.count(ctx.transaction, ctx.actor_id, ctx.now)
    following = await schedules.next_run(ctx.transaction, ctx.catalog.scheduled)
    title, at = following or ("", None)
    return Health(
        sent=seen.sent,
        waits=seen.waits,
        fails=seen.fails,
        heard_at=await ledger.told_at(ctx.transaction, ctx.now),
        next_at=at,
        next_title=title,
        clock=await people.clock_of(ctx.transaction, ctx.actor_id, ctx.now),
        down_since=seen.down_since,
    )
