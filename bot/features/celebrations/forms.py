"""The forms of celebrations: what a member wants for themselves, and the admin's settings. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.common.day_words import MONTHS, WEEKDAYS
from bot.common.errors import BadInput
from bot.common.numbers import Amount
from bot.features.celebrations.rules.selection import (
    MOST_POSTS,
    CelebrationKind,
    CelebrationSettings,
    CelebrationTone,
    Wish,
)
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import ChannelField
from bot.framework.forms.texts import IntField, LongTextField, MoneyField, TextField
from bot.slack.blocks import actions, button, context
from bot.slack.text import escape, unescape

OPEN = "celebrations.open"
_KINDS = {
    CelebrationKind.deal: "Deals won",
    CelebrationKind.goal: "Goals reached, when their owner tells the team",
    CelebrationKind.quota: "Quotas reached",
    CelebrationKind.best: "Personal bests",
    CelebrationKind.streak: "Weeks in a row on target",
    CelebrationKind.first: "First deals",
    CelebrationKind.anniversary: "Work anniversaries",
    CelebrationKind.birthday: "Birthdays of those who want it",
    CelebrationKind.welcome: "New colleagues",
    CelebrationKind.team: "What a team reaches together",
}
_TONES = {CelebrationTone.warm: "Warm", CelebrationTone.plain: "Plain", CelebrationTone.playful: "Playful"}
_MONTHS: dict[int | None, str] = {None: "No birthday", **dict(enumerate(MONTHS, 1))}
_DAYS: dict[int | None, str] = {None: "–", **{day: str(day) for day in range(1, 32)}}


@dataclass(frozen=True)
class WishStart:
    """What the form of wishes begins with; `is_admin` adds the button that opens the settings."""

    wish: Wish
    is_admin: bool


class WishForm(Form[Wish]):
    """Which of their results and dates a member lets be celebrated, drawn from a WishStart."""

    callback_id, title, submit = "celebrations.wish", "Celebrations", "Save"
    drafts = False

    results = CheckField(
        "How I do", "My deals, goals and records may be celebrated", initial=lambda start: start.wish.results
    )
    dates = CheckField(
        "My days", "My anniversary and my start may be celebrated", initial=lambda start: start.wish.dates
    )
    birth_month = ChoiceField(
        "My birthday: month", _MONTHS, initial=lambda start: (start.wish.birthday or (None, None))[0]
    )
    birth_day = ChoiceField(
        "My birthday: day", _DAYS, initial=lambda start: (start.wish.birthday or (None, None))[1]
    )
    promise = Note(
        context("The team hears of a birthday only if you choose one here. There is no year, and no age.")
    )
    settings = Note(actions(button("How we celebrate", OPEN)), visible=lambda start: start.is_admin)

    @classmethod
    def build(cls, v: ParsedValues) -> Wish:
        """The wish. BadInput: a month without a day, or the reverse."""
        month, day = v[cls.birth_month], v[cls.birth_day]
        if (month is None) != (day is None):
            raise BadInput("Choose a month and a day, or neither.", field="birth_day")
        return Wish(v[cls.results], v[cls.dates], (month, day) if month and day else None)


def _days(typed: str) -> frozenset[date]:
    return frozenset(_day(word) for word in re.split(r"[,\s]+", typed) if word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise BadInput(f"“{escape(word)}” is no day: write it as 2026-12-24.") from None


def _value(amount: Amount | None) -> Decimal | None:
    return amount.value if amount else None


class CelebrationsForm(Form[CelebrationSettings]):
    """What is celebrated, how, in which tone, and on which days not; drawn from CelebrationSettings."""

    callback_id, title, submit = "celebrations.settings", "How we celebrate", "Save"
    drafts = False

    kinds = ChoicesField("What we celebrate", _KINDS, optional=True)
    tone = ChoiceField("How we say it", _TONES)
    channel = ChannelField(
        "Where", optional=True, placeholder="Each team's own channel", initial=lambda rules: rules.channel_id
    )
    amounts = CheckField("Amounts", "Say what a deal is worth", initial=lambda rules: rules.show_amounts)
    posts_a_day = IntField(
        "Posts a day in a channel, at most",
        1,
        MOST_POSTS,
        longest=2,
        hint="What comes meanwhile is told together in the next one, an hour later at the earliest.",
    )
    quiet_weekdays = ChoicesField("Quiet days of the week", dict(enumerate(WEEKDAYS)), optional=True)
    quiet_days = TextField(
        "Quiet days",
        500,
        reads=_days,
        optional=True,
        hint="Such as 2026-12-24, 2026-12-31.",
        initial=lambda rules: ", ".join(map(str, sorted(rules.quiet_days))),
    )
    medium = MoneyField(
        "A larger deal begins at",
        optional=True,
        empty=None,
        longest=20,
        initial=lambda rules: Amount(rules.medium) if rules.medium else "",
    )
    large = MoneyField(
        "A very large one at",
        optional=True,
        empty=None,
        longest=20,
        initial=lambda rules: Amount(rules.large) if rules.large else "",
        hint="Empty: worked out from the deals of the last twelve months, by their median and their top "
        "tenth.",
    )
    renewal_words = TextField(
        "Words that make a deal a renewal",
        200,
        reads=lambda typed: tuple(escape(word.strip()) for word in typed.split(",") if word.strip()),
        optional=True,
        initial=lambda rules: unescape(", ".join(rules.renewal_words)),
    )
    images = LongTextField(
        "Pictures",
        reads=lambda typed: tuple(line.strip() for line in typed.splitlines() if line.strip()),
        optional=True,
        hint="Addresses with https://, one a line. Slack loads one of them with each celebration.",
        initial=lambda rules: "\n".join(rules.images),
    )

    @classmethod
    def build(cls, v: ParsedValues) -> CelebrationSettings:
        """The settings that the admin wants."""
        return CelebrationSettings(
            kinds=frozenset(v[cls.kinds]),
            tone=v[cls.tone],
            channel_id=v[cls.channel],
            show_amounts=v[cls.amounts],
            posts_a_day=v[cls.posts_a_day],
            quiet_weekdays=frozenset(v[cls.quiet_weekdays]),
            quiet_days=v[cls.quiet_days],
            images=v[cls.images],
            renewal_words=v[cls.renewal_words],
            medium=_value(v[cls.medium]),
            large=_value(v[cls.large]),
        )
