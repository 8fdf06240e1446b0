"""The forms of a kudos and of the settings."""

from typing import Any

import pytest

from bot.common.errors import FieldErrors
from bot.features.kudos.forms import GiveForm, KudosStart, SettingsForm
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import AdminSettings, KudosSettings
from bot.slack.form_values import FormValues

TYPED = {
    "channel": {"selected_channel": "C1"},
    "emoji": {"value": ":taco:"},
    "allowance_rep": {"value": "3"},
    "allowance_manager": {"value": "10"},
    "allowance_admin": {"value": "0"},
    "min_reason": {"value": " 10 "},
    "private": {"selected_options": []},
    "guests": {"selected_options": [{"value": "allowed"}]},
    "seconding": {"selected_options": [{"value": "seconds"}]},
    "values": {"value": "#Teamwork, ownership #teamwork"},
    "managers": {"selected_users": ["U1"]},
    "zone": {"value": "Europe/Berlin"},
}


def values(**changes: str) -> FormValues:
    """The form filled in, with these texts in place of others."""
    entries: dict[str, Any] = {**TYPED, **{name: {"value": value} for name, value in changes.items()}}
    return FormValues({name: {"any": entry} for name, entry in entries.items()})


def test_settings_are_read() -> None:
    """Colons, blanks, commas, case and doubles are forgiven."""
    kudos = KudosSettings(
        channel_id="C1",
        emoji="taco",
        allowances={"rep": 3, "manager": 10, "admin": 0},
        min_reason=10,
        private_allowed=False,
        open_to_guests=True,
        values=("teamwork", "ownership"),
    )
    assert SettingsForm.parse(values()) == AdminSettings(kudos, "Europe/Berlin", ("U1",))


def test_words_of_any_language_are_settings_too() -> None:
    """Slack takes emoji and tags in every script."""
    settings = SettingsForm.parse(values(emoji=":感謝:", values="#Équipe 团队")).kudos

    assert (settings.emoji, settings.values) == ("感謝", ("équipe", "团队"))


def test_all_that_is_wrong_is_told_at_once() -> None:
    """The sentences stand beside the fields that are wrong."""
    wrong = values(
        emoji="two words",
        allowance_rep="101",
        allowance_admin="",
        min_reason="0",
        values="#two words! #ok",
    )
    with pytest.raises(FieldErrors) as refusal:
        SettingsForm.parse(wrong)

    assert refusal.value.errors == {
        "emoji": "Write the emoji's name, such as raised_hands or taco.",
        "allowance_rep": "“101” does not fit: write a whole number from 0 to 100.",
        "allowance_admin": "Fill this in.",
        "min_reason": "“0” does not fit: write a whole number from 1 to 1,000.",
        "values": "“words!” cannot be a tag: use letters, digits and -.",
    }
    with pytest.raises(FieldErrors, match="20 values at most"):
        SettingsForm.parse(values(values=" ".join(f"#v{n}" for n in range(21))))


def test_the_form_begins_as_it_is_now() -> None:
    """What is drawn is what would be parsed."""
    now = AdminSettings(KudosSettings(channel_id="C1", open_to_guests=True), "Europe/Paris", ("U1", "U2"))

    blocks = SettingsForm.draw(now)["blocks"]
    begun = {
        block["block_id"]: next(v for k, v in block["element"].items() if k.startswith("initial_"))
        for block in blocks
        if block["type"] == "input"
    }
    assert begun == {
        "channel": "C1",
        "emoji": "raised_hands",
        "allowance_rep": "5",
        "allowance_manager": "5",
        "allowance_admin": "5",
        "values": "#teamwork #customer-first #ownership #hustle #learning",
        "min_reason": "3",
        "private": [{"text": begun["private"][0]["text"], "value": "allowed"}],
        "guests": [{"text": begun["guests"][0]["text"], "value": "allowed"}],
        "seconding": [{"text": begun["seconding"][0]["text"], "value": "seconds"}],
        "managers": ["U1", "U2"],
        "zone": "Europe/Paris",
    }


GIFT: dict[str, Any] = {
    "recipients": {"selected_users": ["U2", "U3", "U2"]},
    "reason": {"value": " a < b "},
    "points": {"selected_option": {"value": "2"}},
    "value": {"selected_option": {"value": "teamwork"}},
    "audience": {"selected_option": {"value": "private"}},
}


def gift(**changes: dict[str, Any] | None) -> FormValues:
    """The form of a kudos filled in; None: without the field."""
    entries: dict[str, Any] = {**GIFT, **changes}
    return FormValues({name: {"any": entry} for name, entry in entries.items() if entry is not None})


def test_a_kudos_is_read() -> None:
    """Fields that the workspace has switched off are not in the form."""
    assert GiveForm.parse(gift()) == GiveKudos(("U2", "U3"), 2, "a &lt; b", ("teamwork",), private=True)
    assert GiveForm.parse(gift(value=None, audience=None)) == GiveKudos(("U2", "U3"), 2, "a &lt; b")
    none = {"selected_option": {"value": "-"}}
    assert GiveForm.parse(gift(value=none, audience={"selected_option": {"value": "public"}})).values == ()


@pytest.mark.parametrize("points", ["0", "6", "-1", "abc", "1.5", "9" * 5000])
def test_what_no_form_offers_is_no_choice(points: str) -> None:
    """All of it is told at once; the words stay in the form."""
    wrong = gift(
        points={"selected_option": {"value": points}},
        audience={"selected_option": {"value": "everybody"}},
        recipients={"selected_users": []},
        reason={"value": "x" * 1024},
    )
    with pytest.raises(FieldErrors) as refusal:
        GiveForm.parse(wrong)
    gone = "That is not offered any more: choose again."
    assert refusal.value.errors == {
        "recipients": "Fill this in.",
        "reason": "At most 1,000 characters; this has 1,024.",
        "points": gone,
        "audience": gone,
    }


def test_a_long_reason_opens_whole() -> None:
    """Words that came from elsewhere are not cut, and no window fails to open because of them."""
    view = GiveForm.draw(KudosStart(KudosSettings(values=(), private_allowed=False), ("U2",), "x" * 1024))

    assert [block["block_id"] for block in view["blocks"]] == ["recipients", "reason", "points"]
    assert view["blocks"][1]["element"]["initial_value"] == "x" * 1024
