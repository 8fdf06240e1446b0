"""Fields in which people pick a day, a time, people or a channel; pure."""

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date, time
from typing import Any, ClassVar

from bot.common.dates import near_year, parse_time
from bot.common.errors import BadInput
from bot.framework.forms.field import E, FormField, Varying, resolved
from bot.slack.blocks import Element, channel_select, datepicker, timepicker, user_select, users_select
from bot.slack.form_values import FormValues

_ID = re.compile("[A-Z][A-Z0-9]+")


def _is_id(words: str) -> bool:
    return _ID.fullmatch(words) is not None


@dataclass(eq=False)
class DayField(FormField[date, E]):
    """A day. A day of a draft before `earliest` gives way to the initial one."""

    _: KW_ONLY
    earliest: Varying[date | None] = None

    def can_begin_with(self, typed: str) -> bool:
        """Whether it is a day, or none."""
        try:
            return not typed or bool(date.fromisoformat(typed))
        except ValueError:
            return False

    def begin(self, facts: object, typed: Mapping[str, str]) -> str:
        """The day typed before, unless it is too early by now, else the initial one."""
        before, earliest = typed.get(self.name), resolved(self.earliest, facts)
        is_past = bool(before and earliest and before < earliest.isoformat())
        return super().begin(facts, {} if is_past or before == "" else typed)

    def written(self, value: Any) -> str:
        """The day as 2026-12-31."""
        return str(value.isoformat())

    def read(self, words: str, values: FormValues) -> date:
        """The day. BadInput: none, or in a year that is far away."""
        try:
            day = date.fromisoformat(words)
        except ValueError:
            raise BadInput("Choose a day, such as 2026-12-31.") from None
        near_year(day.year, str(day))
        return day

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A date picker, empty for no words."""
        return datepicker(action, initial=date.fromisoformat(begun) if begun else None)


@dataclass(eq=False)
class TimeField(FormField[time, E]):
    """A time of the day; it always begins with one."""

    def written(self, value: Any) -> str:
        """The time as 09:00; of words, the words."""
        return value if isinstance(value, str) else f"{value:%H:%M}"

    def can_begin_with(self, typed: str) -> bool:
        """Whether it is a time, or none."""
        try:
            return not typed or bool(parse_time(typed, self.name))
        except BadInput:
            return False

    def begin(self, facts: object, typed: Mapping[str, str]) -> str:
        """The time typed before, else the initial one."""
        return typed.get(self.name) or super().begin(facts, {})

    def read(self, words: str, values: FormValues) -> time:
        """The time. BadInput: none."""
        return parse_time(words, self.name)

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A time picker that begins with a time."""
        return timepicker(action, initial=begun)


@dataclass(eq=False)
class PersonField(FormField[str, E]):
    """The id of a person; "" for nobody."""

    _: KW_ONLY
    placeholder: str = "Choose a person"

    blank: ClassVar[Any] = ""

    def can_begin_with(self, typed: str) -> bool:
        """Whether it is one id, or none."""
        return not typed or _is_id(typed)

    def begin(self, facts: object, typed: Mapping[str, str]) -> str:
        """Whoever was chosen before, else the initial person."""
        return typed.get(self.name) or super().begin(facts, {})

    def read(self, words: str, values: FormValues) -> str:
        """The id of whoever was chosen."""
        return words

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A select of one person."""
        return user_select(action, placeholder=self.placeholder, initial=begun or None)


@dataclass(eq=False)
class PeopleField(FormField[tuple[str, ...], E]):
    """Ids of people, in the order in which they were chosen; the initial value is a collection of ids."""

    _: KW_ONLY
    placeholder: str = "Choose people"

    blank: ClassVar[Any] = ()

    def can_begin_with(self, typed: str) -> bool:
        """Whether it is ids, each once, or none."""
        ids = typed.split()
        return len(set(ids)) == len(ids) and all(map(_is_id, ids))

    def written(self, value: Any) -> str:
        """The ids by blanks."""
        return " ".join(value)

    def read(self, words: str, values: FormValues) -> tuple[str, ...]:
        """The ids of those who were chosen."""
        return tuple(words.split())

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A select of several people."""
        return users_select(action, placeholder=self.placeholder, initial=begun.split())


@dataclass(eq=False)
class ChannelField(FormField[str | None, E]):
    """The id of a public channel; None for none."""

    _: KW_ONLY
    placeholder: str = "Choose a channel"

    blank: ClassVar[Any] = None

    def can_begin_with(self, typed: str) -> bool:
        """Whether it is one id, or none."""
        return not typed or _is_id(typed)

    def read(self, words: str, values: FormValues) -> str:
        """The id of the channel chosen."""
        return words

    def element(self, action: str, begun: str, facts: object) -> Element:
        """A select of one public channel."""
        return channel_select(action, placeholder=self.placeholder, initial=begun or None)
