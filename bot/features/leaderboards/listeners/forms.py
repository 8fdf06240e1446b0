"""Listeners that open and store the forms of leaderboards."""

from decimal import Decimal, InvalidOperation

from bot.common.errors import BadInput
from bot.common.numbers import PERCENT, parse_amount
from bot.common.text import excerpt
from bot.db.transaction import Database
from bot.features.leaderboards import forms
from bot.features.leaderboards.commands import ShowLeaderboard
from bot.features.leaderboards.forms import OWN_TARGET
from bot.features.leaderboards.rules.facts import MOST_PARTS, WeeklyBoard
from bot.features.leaderboards.rules.specs import Engine, Measure, Scope, spec_from
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.service import settings
from bot.features.leaderboards.service.boards import board
from bot.features.leaderboards.service.scopes import spec_of, vocabulary
from bot.features.leaderboards.service.scores import check_goes_together
from bot.features.leaderboards.views import board as board_views
from bot.features.metrics.commands.periods import EXAMPLES, find_span
from bot.features.metrics.service.scopes import every_metric, load_viewer
from bot.features.people.service import members as people
from bot.slack.blocks import modal
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.text import escape


async def on_choose(request: ActionRequest, db: Database) -> Response:
    """Handles "Another board": opens the form filled in from the board below which the button stands."""
    async with db.reading(request.workspace_id) as reading:
        metrics = await every_metric(reading)
    return OpenModal(forms.look_form(spec_from(request.value), metrics))


async def on_look(request: SubmissionRequest, db: Database) -> Response:
    """Shows the board chosen in the form.

    BadInput beside the field for a period or engine that cannot be used.
    """
    values = request.values
    async with db.reading(request.workspace_id) as reading:
        viewer = await load_viewer(reading, request.actor_id, request.now)
        known = await vocabulary(reading, viewer)
        words = values.text("period")
        days = find_span(words, viewer.today, viewer.rules.fiscal) if words.strip() else None
        if words.strip() and days is None:
            raise BadInput(f"“{escape(excerpt(words))}” is no period: write {EXAMPLES}.", field="period")
        measure, scope = _measure(values), Scope(values.choice("scope") or Scope.team)
        check_goes_together(measure, field="engine")
        spec = spec_of(ShowLeaderboard(measure.what, measure.engine, scope, None, days), known, viewer)
        found = await board(reading, spec, viewer)
    message = board_views.board_message(found)
    return UpdateModal(modal("leaderboards.board", "Leaderboard", message.blocks))


def _measure(values: FormValues) -> Measure:
    return Measure(values.choice("what") or "", Engine(values.choice("engine") or Engine.attainment))


async def on_team_form(request: ActionRequest, db: Database) -> Response:
    """Handles "Change" beside a team: opens the form of its weekly board.

    NotAllowed for others than its manager and admins.
    """
    async with db.reading(request.workspace_id) as reading:
        team = await settings.team_to_choose_for(reading, request.number(), request.actor_id)
        choice = (await settings.choices(reading)).get(team.id, WeeklyBoard())
        metrics = await every_metric(reading)
    return OpenModal(forms.team_form(team, choice, metrics))


async def on_team(request: SubmissionRequest, db: Database) -> Response:
    """Stores what a team's channel gets every week."""
    values, measure = request.values, _measure(request.values)
    check_goes_together(measure, field="engine")
    choice = WeeklyBoard(measure, values.choice("period") or "", values.ticked("is_on"))
    async with db.transaction(request.workspace_id) as transaction:
        team = await settings.choose(
            transaction, request.number(), choice, request.actor_id, request.key, request.now
        )
    said = "gets this board every week" if choice.is_on else "gets no weekly board"
    return UpdateModal(forms.saved_view(f"*{team.name}* {said}."))


async def on_rules_form(request: ActionRequest, db: Database) -> Response:
    """ "Change how people are compared"."""
    async with db.reading(request.workspace_id) as reading:
        await people.require_admin(reading, request.actor_id, "change how people are compared")
        how = await settings.comparing(reading)
        metrics = await every_metric(reading)
    return OpenModal(forms.rules_form(how, metrics))


async def on_rules(request: SubmissionRequest, db: Database) -> Response:
    """Stores how people are compared; parts with an empty weight are left out."""
    values = request.values
    weights = [
        _weight(what, values.text(f"weight:{number}"), f"weight:{number}")
        for number in range(MOST_PARTS)
        if (what := values.choice(f"what:{number}")) and values.text(f"weight:{number}").strip()
    ]
    tier_by = TierBy(values.choice("tier_by") or TierBy.tenure)
    async with db.transaction(request.workspace_id) as transaction:
        await settings.decide(transaction, tier_by, weights, request.actor_id, request.key, request.now)
    return UpdateModal(forms.saved_view("People are compared like that from now on."))


def _weight(what: str, typed: str, field: str) -> tuple[str, Decimal, Decimal | None]:
    """A part as typed: `30`, or `30 50%` with the target that is 100% of it."""
    percent, _, target = typed.strip().partition(" ")
    try:
        weight = Decimal(percent.rstrip("%"))
    except InvalidOperation:
        raise BadInput("Write how much it counts, such as 30; then its target.", field=field) from None
    if not weight.is_finite():
        raise BadInput("Write how much it counts, such as 30; then its target.", field=field)
    if what in OWN_TARGET:
        return what, weight, None
    if not target.strip():
        raise BadInput("Write its target too: `30 50%` counts 30%, and 50% is its target.", field=field)
    amount = parse_amount(target, field)
    return what, weight, amount.value / 100 if amount.unit == PERCENT else amount.value


ACTIONS = {
    board_views.CHOOSE: on_choose,
    board_views.TEAM_BOARD: on_team_form,
    board_views.RULES: on_rules_form,
}
SUBMISSIONS = {
    forms.LOOK: on_look,
    forms.SAVE_TEAM: on_team,
    forms.SAVE_RULES: on_rules,
}
