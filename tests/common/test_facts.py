"""Facts made of what has the same fields."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from bot.common.facts import fact_of


@dataclass(frozen=True)
class Deal:
    """A fact of two fields, one of them with a default."""

    name: str
    worth: int = 0


def test_values_come_from_the_fields_of_the_same_names() -> None:
    """What else the source has stays out; others replace what it has."""
    row = SimpleNamespace(name="Acme", worth=5, workspace_id="T1")
    assert fact_of(row, Deal) == Deal("Acme", 5)
    assert fact_of(row, Deal, worth=7) == Deal("Acme", 7)


def test_a_missing_value_is_no_default() -> None:
    """A column that was renamed is found out, and not replaced by the default."""
    with pytest.raises(AttributeError, match="worth"):
        fact_of(SimpleNamespace(name="Acme"), Deal)
