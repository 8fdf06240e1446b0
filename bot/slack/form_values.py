"""What people entered in a form, or what its fields began with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.common.dates import near_year


@dataclass(frozen=True)
class FormValues:
    """The values of a form by block id; a field that is missing or empty has the empty value.

    `blocks` are those of the form as it was drawn.
    """

    state: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    blocks: Sequence[Mapping[str, Any]] = ()

    def _element(self, name: str) -> Mapping[str, Any]:
        return next(iter(self.state.get(name, {}).values()), {})

    def text(self, name: str) -> str:
        """The raw text of a text field, unescaped; "" when empty."""
        return self._element(name).get("value") or ""

    def users(self, name: str) -> tuple[str, ...]:
        """Ids of the people chosen; empty for none."""
        element = self._element(name)
        one = element.get("selected_user")
        return tuple(element.get("selected_users") or ([one] if one else []))

    def everybody(self) -> tuple[str, ...]:
        """Ids of the people chosen in any field, in order."""
        return tuple(user_id for name in self.state for user_id in self.users(name))

    def channel(self, name: str) -> str | None:
        """Id of the channel chosen; None for none."""
        element = self._element(name)
        return element.get("selected_channel") or element.get("selected_conversation")

    def choice(self, name: str) -> str | None:
        """Value of the option chosen; None for none."""
        return (self._element(name).get("selected_option") or {}).get("value")

    def ticked(self, name: str) -> bool:
        """Whether any box of the field is ticked."""
        return bool(self._element(name).get("selected_options"))

    def time(self, name: str) -> str | None:
        """The time chosen, such as "09:00"; None for none."""
        return self._element(name).get("selected_time")

    def day(self, name: str) -> date | None:
        """The day chosen; None for none. BadInput beside the field: a year that is far away."""
        chosen = self._element(name).get("selected_date")
        day = date.fromisoformat(chosen) if chosen else None
        if day is not None:
            near_year(day.year, str(day), name)
        return day

    def words(self) -> dict[str, str]:
        """All values as text by field, for drafts; several values are separated by a space."""
        return {name: self.words_of(name) for name in self.state}

    def words_of(self, name: str) -> str:
        """The field's value as text, several separated by a space; "" when empty or missing."""
        return self.text(name) or " ".join(self._chosen(name))

    def _chosen(self, name: str) -> tuple[str, ...]:
        element = self._element(name)
        one = self.choice(name) or element.get("selected_date") or self.time(name) or self.channel(name)
        return (one,) if one else self.users(name) or self.ticked_values(name)

    def offers(self, name: str, value: str) -> bool:
        """Whether the form as it was drawn has this option; True for a field without options."""
        elements = [block.get("element") or {} for block in self.blocks if block.get("block_id") == name]
        options = [option for element in elements for option in element.get("options") or ()]
        return not options or any(option.get("value") == value for option in options)

    def ticked_values(self, name: str) -> tuple[str, ...]:
        """Values of the ticked boxes, or of the options chosen in a multi-select."""
        return tuple(option["value"] for option in self._element(name).get("selected_options") or ())


def begun_with(view: Mapping[str, Any]) -> dict[str, str]:
    """The initial values of a view's fields, in the form of `FormValues.words`."""
    inputs = [block for block in view.get("blocks", ()) if block["type"] == "input"]
    return {block["block_id"]: _initial(block["element"]) for block in inputs}


def _initial(element: Mapping[str, Any]) -> str:
    found = next((value for name, value in element.items() if name.startswith("initial_")), "")
    several = found if isinstance(found, list) else [found]
    return " ".join(each["value"] if isinstance(each, dict) else each for each in several)
