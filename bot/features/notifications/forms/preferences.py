"""The form in which people choose when they may be written to, and about what. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.features.notifications.forms.calendar import LONGEST_COUNTRY, WEEK
from bot.features.notifications.rules import Calendar, NotificationPreferences, NotificationSummary
from bot.features.workspace.rules.calendar import DAILY_LIMITS, check_hours, known_country
from bot.features.workspace.rules.days_off import LONGEST_TEXT, days_off_from, days_off_text
from bot.framework.forms.choices import MOST_BOXES, ChoiceField, ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import TimeField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import context


@dataclass(frozen=True)
class PreferencesStart:
    """How it is now; `titles` names the kinds of messages that may be switched off."""

    mine: NotificationSummary
    titles: Mapping[str, str]

    @property
    def calendar(self) -> Calendar:
        """The person's own calendar."""
        return self.mine.reach.calendar


@dataclass(frozen=True)
class WantedPreferences:
    """What somebody chose: `wanted` are the kinds of messages that stay on."""

    preferences: NotificationPreferences
    time_off: Mapping[date, str]
    wanted: frozenset[str]


def _limits(start: PreferencesStart) -> dict[int | None, str]:
    general = f"As the workspace ({start.mine.workspace.daily_limit})"
    return {None: general, **{number: str(number) for number in DAILY_LIMITS}}


class PreferencesForm(Form[WantedPreferences]):
    """The person's present choices, from a PreferencesStart."""

    callback_id, title, submit = "attention.change", "When I write to you", "Save"
    drafts = False

    opens = TimeField("From", initial=lambda start: start.calendar.opens)
    closes = TimeField("To", initial=lambda start: start.calendar.closes)
    workdays = ChoicesField("On", WEEK, initial=lambda start: start.calendar.workdays)
    daily_limit = ChoiceField(
        "Messages a day, at most",
        _limits,
        reads=lambda stored: DAILY_LIMITS[DAILY_LIMITS.index(int(stored))],
        initial=lambda start: start.mine.reach.choices.daily_limit,
    )
    # Slack takes ten boxes a field; each is named by the place of its first kind.
    wanted: Each[tuple[str, ...]] = Each(ChoicesField("", lambda _: {}, optional=True), separator="_")
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
    def shown(cls, facts: PreferencesStart) -> Iterator[Part]:
        """With the kinds of messages, ten a field."""
        yield from (cls.opens, cls.closes, cls.workdays, cls.daily_limit)
        kinds = list(facts.titles.items())
        for first in range(0, len(kinds), MOST_BOXES):
            options = dict(kinds[first : first + MOST_BOXES])
            on = [kind for kind in options if kind not in facts.mine.muted]
            label = "And of" if first else "I want to hear of"
            yield cls.wanted.of(first, label=label, options=options, initial=on, action=f"wanted_{first}")
        yield from (cls.country, cls.days_off, cls.zone)

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
        wanted = frozenset(kind for kinds in v[cls.wanted].values() for kind in kinds)
        return WantedPreferences(preferences, v[cls.days_off], wanted)
