"""What an admin decides about kudos."""

import pytest

from bot.features.kudos.rules.settings import KudosSettings, is_kudos_emoji
from bot.features.people.rules import MemberRole


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
