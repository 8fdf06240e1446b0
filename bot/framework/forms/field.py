"""What every field of a form has, and the sentences for what is empty or not offered; pure."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import Enum
from typing import Any, ClassVar, Generic, Never, Self, TypeAlias, TypeVar

import typing_extensions

from bot.common.errors import BadInput, FieldErrors
from bot.common.text import is_blank
from bot.slack.blocks import Block, Element, field_of
from bot.slack.form_values import FormValues

FILL_IN = "Fill this in."
NOT_OFFERED = "That is not offered any more: choose again."
# The action_id of every field whose changes are kept as a draft.
TYPED = "drafts.typed"
_EACH = ":"


class Missing(Enum):
    """Stands for what a declaration does not say, where None is something to say."""

    missing = "missing"


MISSING = Missing.missing
T = TypeVar("T")
R = TypeVar("R", covariant=True)
V = TypeVar("V")
# typing's has no defaults before Python 3.13.
E = typing_extensions.TypeVar("E", default=Never)
Varying: TypeAlias = T | Callable[[Any], T]


def resolved(value: Varying[T], facts: object) -> T:
    """The value of a declaration for the facts that a form is drawn from."""
    return value(facts) if callable(value) else value


class Parsed(ABC, Generic[R]):
    """What a submitted form has a value of: a field, or a field for each of several things."""

    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @abstractmethod
    def parse(self, values: FormValues) -> R:
        """The value entered. BadInput, or FieldErrors, with a sentence for the person."""


@dataclass(eq=False)
class FormField(Parsed[V | E], Generic[V, E]):
    """A labelled input of type `V`; `E` is the type of its `empty`, if it has one.

    `block_id`: where it is not the attribute's name, as for `title`; `action`: its action_id, the block_id
    for "". Without `in_draft` no draft keeps it. A subclass writes a value as words, which are also what a
    draft holds, reads words as a value, and draws the element that begins with words.
    """

    label: Varying[str]
    _: KW_ONLY
    optional: bool = False
    empty: E | Missing = MISSING
    hint: Varying[str] = ""
    initial: Any = MISSING
    visible: Callable[[Any], bool] | None = None
    action: str = ""
    block_id: str = ""
    in_draft: bool = True
    name: str = field(default="", init=False)

    blank: ClassVar[Any] = MISSING

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.block_id or name

    def check(self) -> None:
        """TypeError for a declaration that may be left out and does not say what it is then."""
        if (self.optional or self.visible) and self.empty is MISSING and self.blank is MISSING:
            raise TypeError(f"{self.name}: say empty=…, which it is when nothing is chosen")

    def parse(self, values: FormValues) -> V | E:
        """The value entered, or `empty`. BadInput with this field: none, or none that can be used."""
        words = values.words_of(self.name)
        try:
            return self._left_out(values) if is_blank(words) else self.read(words, values)
        except BadInput as refusal:
            raise BadInput(str(refusal), field=self.name) from None

    def _left_out(self, values: FormValues) -> V | E:
        is_drawn = self.name in values.state or self.visible is None
        if is_drawn and not self.optional:
            raise BadInput(FILL_IN)
        return self.nothing()

    def nothing(self) -> V | E:
        """The value where nothing is entered."""
        found: V | E = self.blank if isinstance(self.empty, Missing) else self.empty
        return found

    def draw(self, facts: object, typed: Mapping[str, str], *, is_kept: bool) -> Block:
        """The input block. `typed`: a draft's words by field; `is_kept`: it reports what is typed."""
        action = TYPED if is_kept else self.action or self.name
        if not self.can_begin_with(typed.get(self.name, "")):
            typed = {}
        element = self.element(action, self.begin(facts, typed), facts)
        hint = resolved(self.hint, facts)
        block = field_of(self.name, resolved(self.label, facts), element, optional=self.optional, hint=hint)
        return block | {"dispatch_action": True} if is_kept else block

    def can_begin_with(self, typed: str) -> bool:
        """Whether a draft's words can stand in it: it may be of a version in which it was another field."""
        return True

    def begin(self, facts: object, typed: Mapping[str, str]) -> str:
        """The words with which the field begins: those typed before, else the initial value."""
        if self.name in typed:
            return typed[self.name]
        value = self.initial_of(facts)
        return "" if value is None else self.written(value)

    def initial_of(self, facts: object) -> Any:
        """The initial value; None for none."""
        if self.initial is MISSING:
            return getattr(facts, self.name, None)
        return resolved(self.initial, facts)

    def written(self, value: Any) -> str:
        """A value as words, which `read` reads."""
        return str(value)

    @abstractmethod
    def read(self, words: str, values: FormValues) -> V:
        """The value of words that are not blank. BadInput with a sentence for the person."""

    @abstractmethod
    def element(self, action: str, begun: str, facts: object) -> Element:
        """Slack's element, beginning with these words."""

    def named(self, name: str, **changes: Any) -> Self:
        """A copy under another block_id, with these parts of the declaration changed."""
        copy = replace(self, **changes)
        copy.name = name
        return copy


class Each(Parsed[Mapping[str, V | E]], Generic[V, E]):
    """A field for each of several things, such as teams; parsed as a dictionary by their keys."""

    def __init__(self, field: FormField[V, E], *, separator: str = _EACH) -> None:
        self._field = field
        self._separator = separator

    def of(self, key: object, **changes: Any) -> FormField[V, E]:
        """The field of one thing, such as `of(team.id, label=team.name)`; to be drawn by `Form.shown`."""
        action = self._field.action or self.name
        return self._field.named(f"{self.name}{self._separator}{key}", **{"action": action, **changes})

    def parse(self, values: FormValues) -> Mapping[str, V | E]:
        """The values by key, in the order of the form. FieldErrors: a sentence for each wrong field."""
        start, found, errors = f"{self.name}{self._separator}", {}, {}
        for name in values.state:
            if name.startswith(start):
                try:
                    found[name.removeprefix(start)] = self._field.named(name).parse(values)
                except BadInput as refusal:
                    errors[name] = str(refusal)
        if errors:
            raise FieldErrors(errors)
        return found
