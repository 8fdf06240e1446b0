"""The form in which people choose when they may be written to, and about what. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.deliveries.notices import MessageGroup, Unsolicited
from bot.features.notifications.forms.calendar import LONGEST_COUNTRY, WEEK
from bot.features.notifications.rules import Calendar, NotificationPreferences, NotificationSummary
from bot.features.workspace.rules.calendar import DAILY_LIMITS, check_hours, known_country
from bot.features.workspace.rules.days_off import LONGEST_TEXT, days_off_from, days_off_text
from bot.framework.forms.choices import ChoiceField, ChoicesField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import TimeField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import context


@dataclass(frozen=True)
class PreferencesStart:
    """How it is now; `kinds` are those that this person may switch off."""

    mine: NotificationSummary
    kinds: Mapping[str, Unsolicited[Any]]

    @property
    def calendar(self) -> Calendar:
        """The person's own calendar."""
        return self.mine.reach.calendar


@dataclass(frozen=True)
class WantedPreferences:
    """What somebody chose: `groups` of messages stay on."""

    preferences: NotificationPreferences
    time_off: Mapping[date, str]
    groups: frozenset[MessageGroup]


def _limits(start: PreferencesStart) -> dict[int | None, str]:
    general = f"As the workspace ({start.mine.workspace.daily_limit})"
    return {None: general, **{number: str(number) for number in DAILY_LIMITS}}


def _of(start: PreferencesStart, *, off: bool) -> set[MessageGroup]:
    """The groups of which some kinds are off, or on."""
    return {kind.group for name, kind in start.kinds.items() if (name in start.mine.muted) is off}


def _groups(start: PreferencesStart) -> dict[str, str]:
    partly = _of(start, off=True) & _of(start, off=False)
    offered = {kind.group for kind in start.kinds.values()}
    return {
        group.name: f"{group} (some)" if group in partly else group
        for group in MessageGroup
        if group in offered
    }


class PreferencesForm(Form[WantedPreferences]):
    """The person's present choices, from a PreferencesStart."""

    callback_id, title, submit = "attention.change", "When I write to you", "Save"
    drafts = False

    opens = TimeField("My day begins at", initial=lambda start: start.calendar.opens)
    closes = TimeField("and ends at", initial=lambda start: start.calendar.closes)
    workdays = ChoicesField("My working days", WEEK, initial=lambda start: start.calendar.workdays)
    daily_limit = ChoiceField(
        "Messages a day, at most",
        _limits,
        reads=lambda stored: DAILY_LIMITS[DAILY_LIMITS.index(int(stored))],
        initial=lambda start: start.mine.reach.choices.daily_limit,
    )
    groups = ChoicesField(
        "I want to hear of",
        _groups,
        optional=True,
        visible=lambda start: bool(start.kinds),
        initial=lambda start: [group.name for group in _of(start, off=False)],
    )
    country = TextField(
        "Public holidays of",
        LONGEST_COUNTRY,
        reads=known_country,
        optional=True,
        hint="The country's two letters, such as DE, GB or US. Empty: as the workspace has it.",
        initial=lambda start: start.calendar.country,
    )
    days_off = LongTextField(
        "Time off",
        LONGEST_TEXT,
        reads=days_off_from,
        optional=True,
        hint="One a line, such as 2026-12-24, or 2026-12-24..2026-12-31 Skiing. Nobody else sees it.",
        initial=lambda start: days_off_text(start.calendar.time_off),
    )
    zone = Note(lambda start: context(f"Your time zone is {start.calendar.zone.key}: it follows Slack."))

    @classmethod
    def build(cls, v: ParsedValues) -> WantedPreferences:
        """The choices. BadInput with its field: no working day of an hour."""
        check_hours(v[cls.opens], v[cls.closes])
        preferences = NotificationPreferences(
            opens=v[cls.opens],
            closes=v[cls.closes],
            workdays=frozenset(v[cls.workdays]),
            country=v[cls.country],
            daily_limit=v[cls.daily_limit],
        )
        groups = frozenset(MessageGroup[name] for name in v[cls.groups] if name in MessageGroup.__members__)
        return WantedPreferences(preferences, v[cls.days_off], groups)


def kinds_wanted(
    groups: Mapping[str, MessageGroup], muted: Collection[str], chosen: Collection[MessageGroup]
) -> frozenset[str]:
    """The kinds of messages that stay on when these groups are ticked; `groups` by kind.

    A group of which some are off and that stays ticked stays as it is.
    """
    partly = {group for kind, group in groups.items() if kind in muted} & {
        group for kind, group in groups.items() if kind not in muted
    }
    return frozenset(
        kind for kind, group in groups.items() if group in chosen and not (group in partly and kind in muted)
    )
