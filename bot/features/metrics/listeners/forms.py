"""Listeners that open and store the forms of metrics."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial

from bot.common.date_ranges import ONE_DAY, Fiscal, Pattern
from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES, parse_amount, parse_target
from bot.db.transaction import Database, Transaction
from bot.features.ledger.rules.access import check_may_keep
from bot.features.ledger.rules.facts import BookRules
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service import manual_entries, quotas, settings
from bot.features.metrics.forms import definitions, entries
from bot.features.metrics.forms import settings as settings_forms
from bot.features.metrics.listeners.dispatch import define_screen, logged
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service import definitions as metric_definitions
from bot.features.metrics.service.definitions import FollowedMetric, OwnDefinition
from bot.features.metrics.service.scopes import load_viewer, metrics_of
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal


async def on_log(request: SubmissionRequest, db: Database) -> Response:
    """Books the won deal of the form; BadInput for an amount that is not money."""
    values = request.values
    amount = parse_target(values.text("amount"), "amount")
    if amount.unit and amount.unit not in CURRENCIES:
        raise BadInput("Write an amount of money, such as $48k.", field="amount")
    owner_id = next(iter(values.users("owner")), "")
    won = manual_entries.ManualWin(
        values.text("name"), amount.value, amount.unit, values.day("closed_on"), owner_id
    )
    async with db.transaction(request.workspace_id) as transaction:
        entry = await manual_entries.log_won(transaction, won, request.actor_id, request.key, request.now)
        viewer = await load_viewer(transaction, request.actor_id, request.now)
        answer = await logged(transaction, entry, viewer)
    return UpdateModal(settings_forms.said_view(answer.message.blocks[0]["text"]["text"]))


async def on_quota_form(request: ActionRequest, db: Database) -> Response:
    """Handles "Set a quota": opens the form; NotAllowed for others than the person's manager and admins."""
    async with db.reading(request.workspace_id) as reading:
        viewer = await load_viewer(reading, request.actor_id, request.now)
        person = await people.person(reading, request.value)
        check_may_keep(viewer.person, person.id, person.name, viewer.org_chart)
    return OpenModal(entries.quota_form(person, viewer.today))


async def on_quota(request: SubmissionRequest, db: Database) -> Response:
    """Stores a quota, and the employment when one of its days is filled in."""
    values = request.values
    wanted = _quota(request.metadata, values)
    async with db.transaction(request.workspace_id) as transaction:
        await quotas.set_quota(transaction, wanted, request.actor_id, request.key, request.now)
        started, last_day = values.day("started_on"), values.day("left_on")
        if started or last_day:
            key = f"{request.key}:employment"
            await quotas.set_employment(
                transaction, wanted.member_id, started, last_day, request.actor_id, key, request.now
            )
        person = await people.person(transaction, wanted.member_id)
        viewer = await load_viewer(transaction, request.actor_id, request.now)
        rows = await quotas.quotas_of(transaction, person.id)
    message = entries.quotas_message(person, rows, viewer.rules.currency, viewer.today, keeps=False)
    return UpdateModal(settings_forms.said_view(message.blocks[1]["text"]["text"]))


def _quota(member_id: str, values: FormValues) -> quotas.NewQuota:
    amount = parse_amount(values.text("amount"), "amount")
    if amount.unit and amount.unit not in CURRENCIES:
        raise BadInput("Write an amount of money, such as $240k.", field="amount")
    starts_on, last_day = values.day("starts_on"), values.day("last_day")
    if starts_on is None:
        raise BadInput("Say from which day on.", field="starts_on")
    return quotas.NewQuota(
        member_id=member_id,
        amount=amount.value,
        per=Per(values.choice("per") or Per.quarter),
        starts_on=starts_on,
        ends_on=last_day + ONE_DAY if last_day else None,
        currency=amount.unit,
        ramp=tuple(_percent(each, "ramp") for each in values.text("ramp").split(",") if each.strip()),
        relief=_percent(values.text("relief"), "relief"),
        category=values.text("category"),
        reason=values.text("reason"),
    )


def _percent(typed: str, field: str) -> Decimal:
    words = typed.strip().removesuffix("%").strip()
    if not words:
        return Decimal(0)
    try:
        value = Decimal(words)
    except InvalidOperation:
        raise BadInput("Write percents, such as 25, 50, 75.", field=field) from None
    if not value.is_finite():
        raise BadInput("Write percents, such as 25, 50, 75.", field=field)
    return value


async def on_choose(request: ActionRequest, db: Database) -> Response:
    """Handles "Choose" beside a team: opens the form of the metrics that it follows."""
    async with db.reading(request.workspace_id) as reading:
        return OpenModal(await _choose_view(reading, request.number(), request))


async def _choose_view(
    transaction: Transaction, team_id: int, request: ActionRequest | SubmissionRequest
) -> dict[str, object]:
    team = await metric_definitions.team_to_lead(transaction, team_id, request.actor_id)
    viewer = await load_viewer(transaction, request.actor_id, request.now)
    metrics = await metrics_of(transaction, viewer.rules.stages)
    return definitions.choose_form(team, metrics, await metric_definitions.followed(transaction, team.id))


async def on_followed(request: SubmissionRequest, db: Database) -> Response:
    """Stores what a team follows; opens the form again to ask targets of newly chosen metrics."""
    values, team_id = request.values, request.number()
    picked = values.ticked_values("metrics")
    choices = [FollowedMetric(key, values.text(f"target:{key}"), values.text(f"why:{key}")) for key in picked]
    async with db.transaction(request.workspace_id) as transaction:
        team = await metric_definitions.follow(
            transaction, team_id, choices, request.actor_id, request.key, request.now
        )
        if any(f"target:{key}" not in values.state for key in picked):
            return UpdateModal(await _choose_view(transaction, team_id, request))
    return UpdateModal(settings_forms.said_view(f":white_check_mark: *{team.name}* follows these now."))


async def on_own_form(request: ActionRequest, db: Database) -> Response:
    """Handles "Define a metric": opens the form; NotAllowed unless the actor is a manager or admin."""
    async with db.reading(request.workspace_id) as reading:
        await teams.require_manager(reading, request.actor_id, "define metrics")
    return OpenModal(definitions.own_form())


async def on_own(request: SubmissionRequest, db: Database) -> Response:
    """Stores a metric of the workspace's own."""
    values = request.values
    wanted = OwnDefinition(
        name=values.text("name"),
        formula=values.text("formula"),
        unit=Unit(values.choice("unit") or Unit.number),
        why=values.text("why"),
        higher_is_better=not values.ticked("lower"),
    )
    async with db.transaction(request.workspace_id) as transaction:
        metric = await metric_definitions.define_own(
            transaction, wanted, request.actor_id, request.key, request.now
        )
    text = f":white_check_mark: *{metric.name}* is `{metric.formula}`. Choose it for your team now."
    return UpdateModal(settings_forms.said_view(text))


async def on_retire(request: ActionRequest, db: Database) -> Response:
    """Retires a metric of the workspace's own and draws the list again."""
    async with db.transaction(request.workspace_id) as transaction:
        await metric_definitions.retire(
            transaction, request.value, request.actor_id, request.key, request.now
        )
        viewer = await load_viewer(transaction, request.actor_id, request.now)
        screen: Ephemeral = await define_screen(transaction, viewer, "It is not offered any more.")
    return ReplaceMessage(screen.message)


async def on_rules_form(request: ActionRequest, db: Database) -> Response:
    """Handles "Change" below the accounting settings: opens the form; admins only."""
    async with db.reading(request.workspace_id) as reading:
        await people.require_admin(reading, request.actor_id, "change how numbers are counted")
        return OpenModal(settings_forms.rules_form(await settings_of(reading, BookRules)))


async def on_rules(request: SubmissionRequest, db: Database) -> Response:
    """Stores the accounting settings; BadInput names the field."""
    values = request.values
    async with db.transaction(request.workspace_id) as transaction:
        change = partial(
            replace,
            currency=values.text("currency").strip().upper(),
            fiscal=Fiscal(int(values.choice("month") or 1), Pattern(values.choice("pattern") or "calendar")),
            by_working_days=values.ticked("working"),
            stages=settings.stages_from(values.text("stages")),
        )
        await settings.keep_rules(transaction, change, request.actor_id, request.key, request.now)
    return UpdateModal(settings_forms.said_view(":white_check_mark: Saved."))


ACTIONS = {
    entries.SET_QUOTA: on_quota_form,
    definitions.CHOOSE: on_choose,
    definitions.NEW_OWN: on_own_form,
    definitions.RETIRE: on_retire,
    settings_forms.CHANGE_RULES: on_rules_form,
}
SUBMISSIONS = {
    entries.SAVE_LOG: on_log,
    entries.SAVE_QUOTA: on_quota,
    definitions.SAVE_FOLLOWED: on_followed,
    definitions.SAVE_OWN: on_own,
    settings_forms.SAVE_RULES: on_rules,
}
