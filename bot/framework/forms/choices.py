"""Fields in which people choose among options; pure.

An option's value, which Slack and drafts hold, is an enum member's value, "-" for None, else the words of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import Any, ClassVar, TypeAlias

from bot.common.errors import BadInput
from bot.framework.forms.field import MISSING, NOT_OFFERED, E, FormField, V, Varying, resolved
from bot.slack.blocks import Element, checkboxes, multi_select, option, select
from bot.slack.form_values import FormValues

NONE = "-"
MOST_OPTIONS = 100
MOST_BOXES = 10
Options: TypeAlias = Varying[Mapping[V, str]]


def stored_of(value: object) -> str:
    """An option's value as Slack and drafts hold it."""
    if value is None:
        return NONE
    return str(value.value if isinstance(value, Enum) else value)


def _read_option(stored: str, options: Options[V], reads: Callable[[str], Any]) -> Any:
    if not callable(options):
        known = {stored_of(value): value for value in options}
        if stored not in known:
            raise BadInput(NOT_OFFERED)
        return known[stored]
    try:
        return None if stored == NONE else reads(stored)
    except (ValueError, BadInput):
        raise BadInput(NOT_OFFERED) from None


def _options(options: Options[V], facts: object) -> list[Element]:
    found = resolved(options, facts)
    return [option(label, stored_of(value)) for value, label in list(found.items())[:MOST_OPTIONS]]


@dataclass(eq=False)
class ChoiceField(FormField[V, E]):
    """One of at most 100 options, `{value: label}`; begins with the first unless told otherwise.

    It begins empty where it is optional, or its `initial` is None. `reads` reads the options' values where
    the options vary (`number_of` the ids of rows); whether such a one is still there is asked in the service.
    """

    options: Options[V]
    _: KW_ONLY
    reads: Callable[[str], Any] = str
    placeholder: str = "Choose"

    def written(self, value: Any) -> str:
        """The option's value, as Slack has it."""
        return stored_of(value)

    def begin(self, facts: object, typed: Mapping[str, str]) -> str:
        """The option typed before, else the initial one, else the first; "" for none."""
        offered = [each["value"] for each in _options(self.options, facts)]
        initial = self.initial_of(facts)
        for word in (typed.get(self.name, ""), stored_of(initial)):
            if word in offered:
                return str(word)
        begins_empty = self.optional or (initial is None and self.initial is not MISSING)
        return "" if begins_empty else str(offered[0])

    def read(self, words: str, values: FormValues) -> V:
        """The value chosen. BadInput: the form did not offer it."""
        if not values.offers(self.name, words):
            raise BadInput(NOT_OFFERED)
        found: V = _read_option(words, self.options, self.reads)
        return found

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A static select of the options."""
        options = _options(self.options, facts)
        chosen = next((each for each in options if each["value"] == begun), None)
        return select(action, options, placeholder=self.placeholder, initial=chosen)


@dataclass(eq=False)
class ChoicesField(FormField[tuple[V, ...], E]):
    """Several options: boxes to tick (at most ten), or a menu with `is_menu`. `most`: of the menu's, chosen.

    The initial value is a collection. ParsedValues must have no blanks in them.
    """

    options: Options[V]
    _: KW_ONLY
    reads: Callable[[str], Any] = str
    is_menu: bool = False
    most: int | None = None
    placeholder: str = "Choose"

    blank: ClassVar[Any] = ()

    def written(self, value: Collection[Any]) -> str:
        """The values chosen, by blanks, in the order of the collection."""
        return " ".join(map(stored_of, value))

    def read(self, words: str, values: FormValues) -> tuple[V, ...]:
        """The values chosen, in the order in which Slack has them. BadInput: one was not offered."""
        chosen = values.ticked_values(self.name)
        if not all(values.offers(self.name, each) for each in chosen):
            raise BadInput(NOT_OFFERED)
        return tuple(_read_option(each, self.options, self.reads) for each in chosen)

    def element(self, action: str, begun: str, facts: object) -> Element:
        """Check boxes, or a select of several."""
        options: Sequence[Element] = _options(self.options, facts)
        if not self.is_menu:
            return checkboxes(action, options, checked=begun.split())
        return multi_select(
            action, options, placeholder=self.placeholder, chosen=begun.split(), most=self.most
        )


@dataclass(eq=False)
class CheckField(FormField[bool, E]):
    """One box to tick; `words` stand beside it. Always optional; `value` is the option's, as stored."""

    words: Varying[str]
    _: KW_ONLY
    optional: bool = True
    value: str = "on"

    blank: ClassVar[Any] = False

    def written(self, value: Any) -> str:
        """The option's value where it is ticked, "" where not."""
        return self.value if value else ""

    def read(self, words: str, values: FormValues) -> bool:
        """Whether it is ticked. BadInput: another box is."""
        if words != self.value:
            raise BadInput(NOT_OFFERED)
        return True

    def element(self, action: str, begun: str, facts: object) -> Element:
        """Check boxes with this one."""
        return checkboxes(action, [option(resolved(self.words, facts), self.value)], checked=begun.split())
