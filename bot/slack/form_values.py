"""What people entered in a form, or what its fields began with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_ONE = ("selected_date", "selected_time", "selected_channel", "selected_conversation")


@dataclass(frozen=True)
class FormValues:
    """The values of a form by block id; a field that is missing or empty has the empty value.

    `blocks` are those of the form as it was drawn.
    """

    state: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    blocks: Sequence[Mapping[str, Any]] = ()

    def _element(self, name: str) -> Mapping[str, Any]:
        return next(iter(self.state.get(name, {}).values()), {})

    def words(self) -> dict[str, str]:
        """All values as text by field, for drafts; several values are separated by a space."""
        return {name: self.words_of(name) for name in self.state}

    def words_of(self, name: str) -> str:
        """The field's value as text, several separated by a space; "" when empty or missing.

        Text is raw and unescaped, a person or channel its id, an option its value, a day 2026-12-31.
        """
        element = self._element(name)
        option = element.get("selected_option") or {}
        one = element.get("value") or option.get("value") or next(filter(None, map(element.get, _ONE)), "")
        return one or " ".join(self._people(name) or self.ticked_values(name))

    def everybody(self) -> tuple[str, ...]:
        """Ids of the people chosen in any field, in order."""
        return tuple(user_id for name in self.state for user_id in self._people(name))

    def _people(self, name: str) -> tuple[str, ...]:
        element = self._element(name)
        one = element.get("selected_user")
        return tuple(element.get("selected_users") or ([one] if one else []))

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
