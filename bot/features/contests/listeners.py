"""Slack listeners of contests: the command, the form, the buttons."""

from decimal import Decimal

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import PERCENT, parse_amount
from bot.common.periods import local_day
from bot.db.transaction import Database, Transaction
from bot.features.contests import forms
from bot.features.contests.commands import parse
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import ContestRules, Ties
from bot.features.contests.service import lifecycle, queries
from bot.features.contests.views import backtest
from bot.features.contests.views import card as card_views
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.leaderboards.service.measures import unit_of
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, CommandRequest, FormValues, Request, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes
from bot.slack.text import escape


async def on_command(request: CommandRequest, db: Database) -> Response:
    """Answers `/contest ...`. BadInput: words it does not know; NotAllowed: not theirs to do."""
    ask = parse(request.text)
    if ask.verb in ("launch", "cancel"):
        return await _action(request, db, ask.verb, ask.number)
    async with db.reading(request.workspace_id) as reading:
        if ask.verb == "help":
            return Ephemeral(card_views.help_message())
        if ask.verb == "list":
            held = bool(await _teams(reading, request.actor_id))
            return Ephemeral(
                card_views.list_message(await lifecycle.listed(reading, request.actor_id), may_hold=held)
            )
        if ask.verb == "new":
            return OpenModal(await _form(reading, request))
        contest = await queries.numbered(reading, ask.number, request.actor_id)
        if ask.verb == "test":
            return OpenModal(await _test(reading, contest.id, request))
        return Ephemeral(await _card(reading, contest.id, request))


async def _action(request: CommandRequest, db: Database, verb: str, number: int) -> Response:
    action = lifecycle.launch if verb == "launch" else lifecycle.cancel
    async with db.transaction(request.workspace_id) as transaction:
        found = await queries.numbered(transaction, number, request.actor_id)
        contest = await action(transaction, found.id, request.actor_id, request.key, request.now)
        return Ephemeral(await _card(transaction, contest.id, request))


async def _teams(transaction: Transaction, actor_id: str) -> list[Team]:
    """Teams for which somebody may hold a contest: those they lead; all for admins."""
    org_chart, actor = await teams.load_org_chart(transaction), await people.actor(transaction, actor_id)
    return list(org_chart.teams if actor.is_admin else org_chart.led_by(actor_id))


async def _form(
    transaction: Transaction, request: CommandRequest | ActionRequest, contest: Contest | None = None
) -> dict[str, object]:
    own = await _teams(transaction, request.actor_id)
    if not own:
        raise NotAllowed("Only the managers of teams, and admins, hold contests.")
    actor = await people.actor(transaction, request.actor_id)
    today = local_day(request.now, await workspace.zone_of(transaction))
    metrics = await every_metric(transaction)
    return forms.plan_form(own, metrics, today, is_admin=actor.is_admin, contest=contest)


async def on_new(request: ActionRequest, db: Database) -> Response:
    """Opens an empty form from "New contest". NotAllowed: the actor leads nobody and is no admin."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await _form(reading, request))


async def on_change(request: ActionRequest, db: Database) -> Response:
    """Opens the form of a draft from "Change". NotAllowed: not its maker, nor an admin."""
    async with db.reading(request.workspace_id) as reading:
        contest = await queries.to_change(reading, int(request.value), request.actor_id)
        return OpenModal(await _form(reading, request, contest))


async def on_plan(request: SubmissionRequest, db: Database) -> Response:
    """Stores the submitted plan as a draft, and shows how it would have ended in the past."""
    async with db.transaction(request.workspace_id) as transaction:
        rules = await _rules(transaction, request.values, request.actor_id)
        contest_id = int(request.metadata) if request.metadata else None
        channel_id = request.values.channel("channel") or ""
        contest = await lifecycle.plan(
            transaction, rules, channel_id, contest_id, request.actor_id, request.key, request.now
        )
        return UpdateModal(await _test(transaction, contest.id, request))


async def _rules(transaction: Transaction, values: FormValues, actor_id: str) -> ContestRules:
    first, last = values.day("first"), values.day("last")
    if first is None or last is None:
        raise BadInput("Choose a day.", field="first" if first is None else "last")
    measure = Measure(values.choice("what") or "", Engine(values.choice("engine") or Engine.attainment))
    who, chosen = values.choice("who") or "", values.users("people")
    own = await _teams(transaction, actor_id)
    team_ids: tuple[int, ...] = ()
    if who.startswith("team:"):
        team_ids = (int(who.removeprefix("team:")),)
    elif who in (forms.TEAMS, forms.COMPANY):
        team_ids = tuple(team.id for team in own)
    return ContestRules(
        name=escape(" ".join(values.text("name").split())),
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


async def _test(transaction: Transaction, contest_id: int, request: Request) -> dict[str, object]:
    found = await queries.tested(transaction, contest_id, request.actor_id, request.now)
    return backtest.test_view(found.contest, found.verdict, found.names, can_be_padded=found.can_be_padded)


async def on_test(request: ActionRequest, db: Database) -> Response:
    """Shows how a contest would have ended in the past, from "Test on the past"."""
    async with db.reading(request.workspace_id) as reading:
        view = await _test(reading, int(request.value), request)
    return UpdateModal(view) if request.view else OpenModal(view)


async def _card(transaction: Transaction, contest_id: int, request: Request, news: str = "") -> Message:
    """Message with one contest as this viewer sees it; `news` is a line above it."""
    card = await queries.contest_card(transaction, contest_id, request.actor_id, request.now)
    return card_views.card(
        card.contest,
        card.own,
        card.facts,
        may_change=card.may_change,
        may_decline=card.may_decline,
        news=news,
    )


async def on_show(request: ActionRequest, db: Database) -> Response:
    """Shows one contest: from "Look" in the list in its place, from a post to the actor alone."""
    async with db.reading(request.workspace_id) as reading:
        message = await _card(reading, int(request.value), request)
    return ReplaceMessage(message) if request.action_id == f"{card_views.SHOW}:list" else Ephemeral(message)


async def on_launch(request: ActionRequest, db: Database) -> Response:
    """Launches a draft, from "Launch": its rules are frozen."""
    return await _press(request, db, "Launched: the rules are frozen. It tells itself from the first day on.")


async def on_cancel(request: ActionRequest, db: Database) -> Response:
    """Cancels a contest, from "Cancel it": it posts nothing more."""
    return await _press(request, db, "Cancelled: nothing more is said of it.")


async def on_decline(request: ActionRequest, db: Database) -> Response:
    """Takes the actor out of a contest, from "Not for me"; nobody is told."""
    return await _press(request, db, "You do not take part. Nobody is told.")


_ACTIONS = {
    card_views.LAUNCH: lifecycle.launch,
    card_views.CANCEL: lifecycle.cancel,
    card_views.DECLINE: lifecycle.decline,
}


async def _press(request: ActionRequest, db: Database, news: str) -> Response:
    async with db.transaction(request.workspace_id) as transaction:
        action = _ACTIONS[request.action_id]
        contest = await action(transaction, int(request.value), request.actor_id, request.key, request.now)
        message = await _card(transaction, contest.id, request, news)
    if request.view:
        return UpdateModal(card_views.as_modal(message))
    return Ephemeral(message) if request.is_delivered else ReplaceMessage(message)


_USAGE = "new | 3 | test 3 | cancel 3 | help"
_WHAT = "Contests: plan one, see how it stands, and your place"
ROUTES = Routes(
    commands={"/contest": Command(on_command, _WHAT, _USAGE)},
    words={"contest": Command(on_command, _WHAT, _USAGE)},
    actions={
        card_views.NEW: on_new,
        card_views.CHANGE: on_change,
        card_views.TEST: on_test,
        f"{card_views.SHOW}:list": on_show,
        card_views.MINE: on_show,
        card_views.LAUNCH: on_launch,
        card_views.CANCEL: on_cancel,
        card_views.DECLINE: on_decline,
    },
    submissions={forms.PLAN: on_plan},
)
