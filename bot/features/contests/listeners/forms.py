"""The form of a contest: opened, and sent as a plan."""

from decimal import Decimal

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import PERCENT, parse_amount
from bot.common.periods import local_day
from bot.db.transaction import Database, Transaction
from bot.features.contests import forms
from bot.features.contests.listeners.cards import load_backtest_view
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import ContestRules, Ties
from bot.features.contests.service import lifecycle, queries
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.service.measures import unit_of
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.text import escape, name_of


async def list_own_teams(transaction: Transaction, actor_id: str) -> list[Team]:
    """Teams for which somebody may hold a contest: those they lead; all for admins."""
    org_chart, actor = await teams.load_org_chart(transaction), await people.actor(transaction, actor_id)
    return list(org_chart.teams if actor.is_admin else org_chart.led_by(actor_id))


async def load_plan_form(
    transaction: Transaction, request: CommandRequest | ActionRequest, contest: Contest | None = None
) -> dict[str, object]:
    """The form for a new contest, or for changing this draft; NotAllowed for who holds none."""
    own = await list_own_teams(transaction, request.actor_id)
    if not own:
        raise NotAllowed("Only the managers of teams, and admins, hold contests.")
    actor = await people.actor(transaction, request.actor_id)
    today = local_day(request.now, await workspace.zone_of(transaction))
    metrics = await every_metric(transaction)
    return forms.plan_form(own, metrics, today, is_admin=actor.is_admin, contest=contest)


async def on_new(request: ActionRequest, db: Database) -> Response:
    """Opens an empty form from "New contest". NotAllowed: the actor leads nobody and is no admin."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await load_plan_form(reading, request))


async def on_change(request: ActionRequest, db: Database) -> Response:
    """Opens the form of a draft from "Change". NotAllowed: not its maker, nor an admin."""
    async with db.reading(request.workspace_id) as reading:
        contest = await queries.to_change(reading, request.number(), request.actor_id)
        return OpenModal(await load_plan_form(reading, request, contest))


async def on_plan(request: SubmissionRequest, db: Database) -> Response:
    """Stores the submitted plan as a draft, and shows how it would have ended in the past."""
    async with db.transaction(request.workspace_id) as transaction:
        rules = await _rules(transaction, request.values, request.actor_id)
        contest_id = request.number() if request.metadata else None
        channel_id = request.values.channel("channel") or ""
        contest = await lifecycle.plan(
            transaction, rules, channel_id, contest_id, request.actor_id, request.key, request.now
        )
        return UpdateModal(await load_backtest_view(transaction, contest.id, request))


async def _rules(transaction: Transaction, values: FormValues, actor_id: str) -> ContestRules:
    first, last = values.day("first"), values.day("last")
    if first is None or last is None:
        raise BadInput("Choose a day.", field="first" if first is None else "last")
    measure = Measure(values.choice("what") or "", Engine(values.choice("engine") or Engine.attainment))
    who, chosen = values.choice("who") or "", values.users("people")
    own = await list_own_teams(transaction, actor_id)
    team_ids: tuple[int, ...] = ()
    if who.startswith("team:"):
        team_ids = (int(who.removeprefix("team:")),)
    elif who in (forms.TEAMS, forms.COMPANY):
        team_ids = tuple(team.id for team in own)
    return ContestRules(
        name=name_of(" ".join(values.text("name").split())),
        measure=measure,
        first=first,
        last=last,
        team_ids=team_ids,
        people_ids=tuple(sorted(chosen)) if who == forms.PEOPLE else (),
        by_team=who == forms.TEAMS,
        bar=await _bar(transaction, values.text("bar"), measure),
        prize=escape(values.text("prize").strip()),
        ties=Ties(values.choice("ties") or Ties.reach),
        late_days=int(values.choice("late_days") or 2),
    )


async def _bar(transaction: Transaction, typed: str, measure: Measure) -> Decimal | None:
    """The bar as a score, where 100% is 1; None for no bar. BadInput (field `bar`): not such a score."""
    if not typed.strip():
        return None
    amount = parse_amount(typed, "bar")
    metrics = {metric.key: metric for metric in await every_metric(transaction)}
    is_share = measure.engine is not Engine.raw or unit_of(measure.what, metrics) is Unit.percent
    if is_share and amount.unit != PERCENT:
        raise BadInput("Scores are percentages here: write the bar as 100%.", field="bar")
    if not is_share and amount.unit == PERCENT:
        raise BadInput("Scores are plain numbers here: write the bar as 12 or $50k.", field="bar")
    return amount.value / 100 if is_share else amount.value
