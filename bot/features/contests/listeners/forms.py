"""The form of a contest: opened, and sent as a plan."""

from dataclasses import replace
from decimal import Decimal

from bot.common.amounts import PERCENT
from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import Amount
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.contests.forms import Competitors, ContestForm, ContestPlan, ContestStart
from bot.features.contests.listeners.cards import load_backtest_view
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service import lifecycle, queries
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.service.measures import unit_of
from bot.features.metrics.commands.measures import measure_of
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service.cuts import cuts_told
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal


async def list_own_teams(transaction: Transaction, actor_id: str) -> list[Team]:
    """Teams for which somebody may hold a contest: those they lead; all for admins."""
    org_chart, actor = await teams.load_org_chart(transaction), await people.actor(transaction, actor_id)
    return list(org_chart.teams if actor.is_admin else org_chart.led_by(actor_id))


async def load_plan_form(
    transaction: Transaction, request: CommandRequest | ActionRequest, contest: Contest | None = None
) -> dict[str, object]:
    """The form for a new contest, or for changing this draft.

    NotAllowed for who holds none; BadInput where there is no team that could compete.
    """
    own = await list_own_teams(transaction, request.actor_id)
    actor = await people.actor(transaction, request.actor_id)
    if not own and actor.is_admin:
        raise BadInput("There are no teams yet that could compete: add them with `/pacer teams`.")
    if not own:
        raise NotAllowed("Only the managers of teams, and admins, hold contests.")
    today = local_day(request.now, await workspace.zone_of(transaction))
    metrics, cuts = await every_metric(transaction), await cuts_told(transaction)
    start = ContestStart(own, metrics, today, actor.is_admin, contest, cuts)
    return ContestForm.draw(start, about=str(contest.id) if contest else "")


async def on_new(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens an empty form from "New contest". NotAllowed: the actor leads nobody and is no admin."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await load_plan_form(ctx.transaction, request))


async def on_change(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of a draft from "Change". NotAllowed: not its maker, nor an admin."""
    async with contexts.reading(request) as ctx:
        contest = await queries.to_change(ctx.transaction, request.number(), request.actor_id)
        return OpenModal(await load_plan_form(ctx.transaction, request, contest))


async def on_plan(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the submitted plan as a draft, and shows how it would have ended in the past."""
    plan = ContestForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        rules = await _completed(ctx.transaction, plan, request.actor_id)
        contest_id = request.number() if request.metadata else None
        contest = await lifecycle.plan(ctx, rules, plan.channel_id, contest_id)
        return UpdateModal(await load_backtest_view(ctx.transaction, contest.id, request))


async def _completed(transaction: Transaction, plan: ContestPlan, actor_id: str) -> ContestRules:
    """The rules with the teams that compete and the bar."""
    team_ids: tuple[int, ...] = ()
    if isinstance(plan.whose, int):
        team_ids = (plan.whose,)
    elif plan.whose is not Competitors.people:
        team_ids = tuple(team.id for team in await list_own_teams(transaction, actor_id))
    bar = await _bar(transaction, plan.bar, plan.rules.measure) if plan.bar else None
    return replace(plan.rules, team_ids=team_ids, bar=bar)


async def _bar(transaction: Transaction, amount: Amount, measure: Measure) -> Decimal:
    """The bar as a score, where 100% is 1. BadInput (field `bar`): not such a score."""
    metrics = MetricsByKey(await every_metric(transaction))
    is_share = measure.engine is not Engine.raw or unit_of(measure.what, metrics) is Unit.percent
    if is_share and amount.unit != PERCENT:
        raise BadInput("Scores are percentages here: write the bar as 100%.", field="bar")
    if not is_share and amount.unit == PERCENT:
        raise BadInput("Scores are plain numbers here: write the bar as 12 or $50k.", field="bar")
    unit = Unit.percent if is_share else unit_of(measure.what, metrics)
    return measure_of(amount, unit, "bar", (await workspace.books_of(transaction)).currency)
