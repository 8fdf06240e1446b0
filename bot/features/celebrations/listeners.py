"""Slack listeners of `/pacer celebrations`, its two modals, and "Congratulate" below a celebration."""

import re
from datetime import date
from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.numbers import parse_amount
from bot.db.transaction import Database
from bot.features.celebrations import forms, views
from bot.features.celebrations.rules.selection import (
    CelebrationKind,
    CelebrationSettings,
    CelebrationTone,
    Wish,
)
from bot.features.celebrations.rules.texts import reason
from bot.features.celebrations.service import settings as celebration_settings
from bot.features.kudos.forms import GiveForm, KudosStart
from bot.features.kudos.service import giving as kudos
from bot.features.kudos.service.settings import settings_of
from bot.features.people.service import members as people
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes
from bot.slack.text import escape, unescape


async def on_wish_form(request: CommandRequest, db: Database) -> Response:
    """Answers `/pacer celebrations` with the actor's own wishes; admins get the button to the settings."""
    async with db.reading(request.workspace_id) as reading:
        wish = await celebration_settings.wish_of(reading, request.actor_id)
        actor = await people.actor(reading, request.actor_id)
    return OpenModal(forms.wish_form(wish, is_admin=actor.is_admin))


async def on_wish(request: SubmissionRequest, db: Database) -> Response:
    """Stores the actor's wishes. BadInput (field `birth_day`): a month without a day, or the reverse."""
    values = request.values
    month, day = values.choice("birth_month") or "-", values.choice("birth_day") or "-"
    if month.isdigit() != day.isdigit():
        raise BadInput("Choose a month and a day, or neither.", field="birth_day")
    birthday = (int(month), int(day)) if month.isdigit() else None
    wish = Wish(values.ticked("results"), values.ticked("dates"), birthday)
    async with db.transaction(request.workspace_id) as transaction:
        await celebration_settings.wish(transaction, wish, request.actor_id, request.key, request.now)
    return UpdateModal(forms.saved_view("It is kept as you want it."))


async def on_settings_form(request: ActionRequest, db: Database) -> Response:
    """Opens the workspace's settings from the button "How we celebrate". NotAllowed: not an admin."""
    async with db.reading(request.workspace_id) as reading:
        await people.require_admin(reading, request.actor_id, "change how we celebrate")
        rules = await celebration_settings.rules_of(reading)
    return OpenModal(forms.settings_form(rules))


async def on_settings(request: SubmissionRequest, db: Database) -> Response:
    """Stores the workspace's settings. BadInput names the field that cannot be read."""
    rules = _rules(request.values)
    async with db.transaction(request.workspace_id) as transaction:
        await celebration_settings.decide(transaction, rules, request.actor_id, request.key, request.now)
    return UpdateModal(forms.saved_view("From now on we celebrate like that."))


def _rules(values: FormValues) -> CelebrationSettings:
    posts = values.text("posts_a_day").strip()
    if not re.fullmatch(r"[0-9]{1,2}", posts):
        raise BadInput("Write a number, such as 2.", field="posts_a_day")
    return CelebrationSettings(
        kinds=frozenset(CelebrationKind(each) for each in values.ticked_values("kinds")),
        tone=CelebrationTone(values.choice("tone") or CelebrationTone.warm),
        channel_id=values.channel("channel"),
        show_amounts=values.ticked("amounts"),
        posts_a_day=int(posts),
        quiet_weekdays=frozenset(int(each) for each in values.ticked_values("quiet_weekdays")),
        quiet_days=frozenset(_days(values.text("quiet_days"))),
        images=tuple(line.strip() for line in values.text("images").splitlines() if line.strip()),
        renewal_words=tuple(
            escape(word.strip()) for word in values.text("renewal_words").split(",") if word.strip()
        ),
        medium=_amount(values.text("medium"), "medium"),
        large=_amount(values.text("large"), "large"),
    )


def _days(typed: str) -> list[date]:
    found = []
    for word in re.split(r"[,\s]+", typed.strip()):
        day = forms.day_from(word) if word else None
        if word and day is None:
            sentence = f"“{escape(word)}” is no day: write it as 2026-12-24."
            raise BadInput(sentence, field="quiet_days")
        found += [day] if day else []
    return found


def _amount(typed: str, field: str) -> Decimal | None:
    return parse_amount(typed, field).value if typed.strip() else None


async def on_congratulate(request: ActionRequest, db: Database) -> Response:
    """Opens the kudos form with the celebrated people and a reason filled in.

    BadInput: the celebration is gone, or nobody but the actor is celebrated.
    """
    async with db.reading(request.workspace_id) as reading:
        kind, facts = await celebration_settings.posted(reading, request.number(), request.channel_id)
        recipients = await kudos.thankable(reading, list(facts["ids"]), request.actor_id)
        if not recipients:
            raise BadInput("It is yours: enjoy it, the others congratulate.")
        settings = await settings_of(reading)
        words = unescape(reason(kind, facts))
    return OpenModal(GiveForm.draw(KudosStart(settings, recipients, words), about=request.channel_id or ""))


ROUTES = Routes(
    words={"celebrations": Command(on_wish_form, "What is celebrated of you, and how (admins)")},
    actions={forms.OPEN: on_settings_form, views.CONGRATULATE: on_congratulate},
    submissions={forms.WISH: on_wish, forms.SETTINGS: on_settings},
)
