"""The form in which people choose when they may be written to."""

from datetime import date, time
from typing import Any

import pytest

from bot.common.errors import BadInput
from bot.deliveries.notices import MessageGroup
from bot.features.notifications.forms.preferences import PreferencesForm, WantedPreferences
from bot.features.notifications.rules import NotificationPreferences
from bot.slack.form_values import FormValues

ENTRIES: dict[str, Any] = {
    "opens": {"selected_time": "08:00"},
    "closes": {"selected_time": "16:00"},
    "workdays": {"selected_options": [{"value": "0"}, {"value": "4"}]},
    "daily_limit": {"selected_option": {"value": "-"}},
    "groups": {"selected_options": [{"value": "thanks"}, {"value": "monday"}, {"value": "gone"}]},
    "country": {"value": "uk"},
    "days_off": {"value": "2026-12-24 Ill"},
}


def parsed(**changes: Any) -> WantedPreferences:
    """What the form says, with these entries in place of others."""
    state = {name: {name: entry} for name, entry in {**ENTRIES, **changes}.items()}
    return PreferencesForm.parse(FormValues(state))


def test_preferences_are_read() -> None:
    """The groups that stay on are those ticked; no limit of their own is the workspace's."""
    assert parsed() == WantedPreferences(
        NotificationPreferences(time(8), time(16), frozenset({0, 4}), "GB"),
        {date(2026, 12, 24): "Ill"},
        frozenset({MessageGroup.thanks, MessageGroup.monday}),
    )
    assert parsed(daily_limit={"selected_option": {"value": "3"}}).preferences.daily_limit == 3


@pytest.mark.parametrize(
    ("field", "entry", "words"),
    [
        ("closes", {"selected_time": "08:59"}, "From 8:00 to 8:59 is no working day"),
        ("workdays", {"selected_options": []}, "Fill this in"),
        ("daily_limit", {"selected_option": {"value": "21"}}, "not offered any more: choose again"),
        ("country", {"value": "Narnia"}, "I know no public holidays"),
        ("days_off", {"value": "soon"}, "is not a day off"),
    ],
)
def test_what_cannot_be(field: str, entry: dict[str, Any], words: str) -> None:
    """The sentence stands beside its field."""
    with pytest.raises(BadInput, match=words) as refused:
        parsed(**{field: entry})
    assert refused.value.field == field
