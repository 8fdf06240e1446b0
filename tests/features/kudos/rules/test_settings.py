"""What an admin decides about kudos."""

import pytest

from bot.common.errors import BadInput
from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji, settings_from_form
from bot.features.people.rules import MemberRole

TYPED = {
    "channel_id": "C1",
    "emoji": ":taco:",
    "allowances": {"rep": "3", "manager": "10", "admin": "0"},
    "min_reason": " 10 ",
    "private_allowed": False,
    "open_to_guests": True,
    "values": "#Teamwork, ownership #teamwork",
}


def test_settings_are_read() -> None:
    """Colons, blanks, commas, case and doubles are forgiven."""
    assert settings_from_form(**TYPED) == KudosSettings(  # type: ignore[arg-type]
        channel_id="C1",
        emoji="taco",
        allowances={"rep": 3, "manager": 10, "admin": 0},
        min_reason=10,
        private_allowed=False,
        open_to_guests=True,
        values=("teamwork", "ownership"),
    )


def test_words_of_any_language_are_settings_too() -> None:
    """Slack takes emoji and tags in every script."""
    settings = settings_from_form(**TYPED | {"emoji": ":感謝:", "values": "#Équipe 团队"})  # type: ignore[arg-type]

    assert (settings.emoji, settings.values) == ("感謝", ("équipe", "团队"))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("emoji", {"emoji": "two words"}),
        ("emoji", {"emoji": ""}),
        ("allowance_rep", {"allowances": {"rep": "-1"}}),
        ("allowance_rep", {"allowances": {"rep": "101"}}),
        ("allowance_rep", {"allowances": {"rep": "five"}}),
        ("allowance_rep", {"allowances": {"rep": "٣"}}),
        ("allowance_rep", {"allowances": {"rep": "1" * 5000}}),
        ("allowance_rep", {"allowances": {"rep": "0000000019999"}}),
        ("min_reason", {"min_reason": "0"}),
        ("min_reason", {"min_reason": "1001"}),
        ("min_reason", {"min_reason": ""}),
        ("values", {"values": "#two words! #ok"}),
        ("values", {"values": " ".join(f"#v{n}" for n in range(21))}),
    ],
)
def test_wrong_settings_name_their_field(field: str, change: dict[str, object]) -> None:
    """The sentence stands beside the field that is wrong."""
    with pytest.raises(BadInput) as refusal:
        settings_from_form(**(TYPED | change))  # type: ignore[arg-type]
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("reaction", "counts"),
    [("raised_hands", True), ("raised_hands::skin-tone-3", True), ("taco", False), ("raised_hand", False)],
)
def test_the_kudos_emoji(reaction: str, counts: bool) -> None:
    """Any skin tone counts, other emoji do not."""
    assert is_kudos_emoji(reaction, KudosSettings()) is counts


def test_an_allowance_by_role() -> None:
    """Each role has its own; a role without one has none."""
    settings = KudosSettings(allowances={"rep": 3, "manager": 10})

    roles: tuple[MemberRole, ...] = ("rep", "manager", "admin")
    assert [settings.allowance_of(role) for role in roles] == [3, 10, 0]
