"""Fields in which people type: words, numbers, money; pure."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Any, ClassVar

from typing_extensions import TypeVar

from bot.common.errors import BadInput
from bot.common.numbers import Amount, above_zero, parse_amount, parse_money, parse_whole, write_amount
from bot.framework.forms.field import TYPED, E, FormField, Missing, V, Varying, resolved
from bot.slack.blocks import INPUT_TEXT, Element, text_input
from bot.slack.form_values import FormValues

W = TypeVar("W", default=str)


@dataclass(eq=False)
class TypedField(FormField[V, E]):
    """A field for typing. What is longer than `longest` characters is kept in the form, and refused."""

    _: KW_ONLY
    placeholder: Varying[str] = ""
    longest: int = 40

    multiline: ClassVar[bool] = False

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A text input. It takes more than `longest` where it begins with more, which Slack would refuse."""
        element = text_input(
            action,
            initial=begun[:INPUT_TEXT],
            placeholder=resolved(self.placeholder, facts),
            multiline=self.multiline,
            longest=min(INPUT_TEXT, max(self.longest, len(begun))),
        )
        reports = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
        return element | reports if action == TYPED else element

    def read(self, words: str, values: FormValues) -> V:
        """The value of the words without blanks around them. BadInput: too long, or as `reading` says."""
        typed = words.strip()
        if len(typed) > self.longest:
            raise BadInput(f"At most {self.longest:,} characters; this has {len(typed):,}.")
        return self.reading(typed)

    @abstractmethod
    def reading(self, typed: str) -> V:
        """The value of words that are neither empty nor too long. BadInput with a sentence."""


@dataclass(eq=False)
class TextField(TypedField[W, E]):
    """One line of raw words, without blanks around them; at most `longest` characters.

    `reads` makes a value of them, also of "" where nothing is typed; it raises BadInput with a sentence.
    """

    longest: int = INPUT_TEXT
    _: KW_ONLY
    reads: Callable[[str], W] = str  # type: ignore[assignment]

    def check(self) -> None:
        """Nothing to say: what is empty is what `reads` makes of it."""

    def nothing(self) -> W | E:
        """What `reads` makes of no words, unless `empty` is given."""
        return self.reads("") if isinstance(self.empty, Missing) else self.empty

    def reading(self, typed: str) -> W:
        """The value that `reads` makes of the words."""
        return self.reads(typed)


@dataclass(eq=False)
class LongTextField(TextField[W, E]):
    """Raw words of several lines, otherwise as a TextField."""

    multiline = True


@dataclass(eq=False)
class IntField(TypedField[int, E]):
    """A whole number from `least` to `most`, written with or without commas."""

    least: int
    most: int

    def reading(self, typed: str) -> int:
        """The number. BadInput: none, or out of range."""
        return parse_whole(typed, self.least, self.most)


@dataclass(eq=False)
class NumberField(TypedField[Decimal, E]):
    """A number as people write it (`1,200`, `50k`), zero or more; `above_zero`: more."""

    _: KW_ONLY
    above_zero: bool = False

    def written(self, value: Any) -> str:
        """The number with commas."""
        return write_amount(value)

    def reading(self, typed: str) -> Decimal:
        """The number. BadInput: none, one with a unit, or zero where that is refused."""
        amount = parse_amount(typed)
        if amount.unit:
            raise BadInput("This has no unit: write a plain number, such as 12.")
        return (above_zero(amount, typed) if self.above_zero else amount).value


@dataclass(eq=False)
class MoneyField(TypedField[Amount, E]):
    """An amount of money (`$48k`), with its currency's code or "" where none is written."""

    _: KW_ONLY
    above_zero: bool = False

    def written(self, value: Any) -> str:
        """The amount as people read it; of words, the words."""
        return value if isinstance(value, str) else write_amount(value.value, value.unit)

    def reading(self, typed: str) -> Amount:
        """The amount. BadInput: no number, or one of something else than money."""
        amount = parse_money(typed)
        return above_zero(amount, typed) if self.above_zero else amount
