"""Checks of scalars, lists and objects, from which the schemas are built."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.limits import Range

Check = Callable[[Any, Spot], None]
Fields = Mapping[str, Check]


def anything(_value: Any, _spot: Spot) -> None:
    """Accepts any value without an error."""


def flag(value: Any, spot: Spot) -> None:
    """Accepts true and false, nothing else."""
    if not isinstance(value, bool):
        spot.complain("must provide a boolean")


def number(value: Any, spot: Spot) -> None:
    """Accepts finite JSON numbers: no infinity, no NaN."""
    finite = math.isfinite(value) if isinstance(value, float) else isinstance(value, int)
    if isinstance(value, bool) or not finite:
        spot.complain("must provide a number")


def text(limits: Range | None = None) -> Check:
    """Checks a string with so many characters; None: any number."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str):
            spot.complain("must provide a string")
        elif limits and len(value) < limits[0]:
            spot.complain(f"must be more than {limits[0] - 1} characters")
        elif limits and len(value) > limits[1]:
            spot.complain(f"must be less than {limits[1] + 1} characters")

    return check


def written(pattern: str, words: str) -> Check:
    """Checks a string against a pattern; `words` names the format in the error."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str):
            spot.complain("must provide a string")
        elif not re.fullmatch(pattern, value, re.ASCII):
            spot.complain(f"must be {words}")

    return check


def day(value: Any, spot: Spot) -> None:
    """Checks a calendar day, written YYYY-MM-DD."""
    if not isinstance(value, str):
        spot.complain("must provide a string")
    elif not _is_day(value):
        spot.complain("must be a date in the format YYYY-MM-DD")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def address(limits: Range) -> Check:
    """Checks a URL with a scheme and so many characters."""

    def check(value: Any, spot: Spot) -> None:
        before = len(spot.found)
        text(limits)(value, spot)
        if len(spot.found) == before and not re.match(r"[a-z][a-z0-9+.-]*:\S", value, re.IGNORECASE):
            spot.complain("invalid url")

    return check


def whole(limits: Range | None = None) -> Check:
    """Checks an integer within a range; None: any."""

    def check(value: Any, spot: Spot) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            spot.complain("must provide an integer")
        elif limits and value < limits[0]:
            spot.complain(f"must be greater than or equal to {limits[0]}")
        elif limits and value > limits[1]:
            spot.complain(f"must be less than or equal to {limits[1]}")

    return check


def one_of(*choices: str) -> Check:
    """Checks that the value is one of these strings."""

    def check(value: Any, spot: Spot) -> None:
        if value not in choices:
            spot.complain(f"must be a valid enum value: {', '.join(choices)}")

    return check


def array(item: Check, limits: Range | None = None) -> Check:
    """Checks a list with so many items, and each item by `item`."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, list):
            spot.complain("must provide an array")
            return
        if limits and len(value) < limits[0]:
            spot.complain(f"must provide at least {limits[0]} items")
        if limits and len(value) > limits[1]:
            spot.complain(f"no more than {limits[1]} items allowed")
        for index, each in enumerate(value):
            item(each, spot.at(index))

    return check


@dataclass(frozen=True)
class Shape:
    """Checks an object with these fields and no others; `rules` run once all fields are valid."""

    required: Fields = field(default_factory=dict)
    optional: Fields = field(default_factory=dict)
    rules: tuple[Check, ...] = ()

    def __call__(self, value: Any, spot: Spot) -> None:
        """Checks one object and records its errors."""
        if not isinstance(value, dict):
            spot.complain("must provide an object")
            return
        before = len(spot.found)
        self._check_names(value, spot)
        for name, check in {**self.required, **self.optional}.items():
            if name in value:
                check(value[name], spot.at(name))
        if len(spot.found) == before:
            for rule in self.rules:
                rule(value, spot)

    def _check_names(self, value: dict[str, Any], spot: Spot) -> None:
        for name in self.required:
            if name not in value:
                spot.complain(f"missing required field: {name}")
        for name in value:
            if name not in self.required and name not in self.optional:
                spot.complain(f"invalid additional property: {name}")


@dataclass(frozen=True)
class Kinds:
    """Checks an object by the schema of its `type`; `surfaces` limits where a type may be used."""

    checks: Mapping[str, Check]
    surfaces: Mapping[str, Collection[str]] = field(default_factory=dict)

    def __call__(self, value: Any, spot: Spot) -> None:
        """Checks one object and records its errors."""
        if not isinstance(value, dict):
            spot.complain("must provide an object")
        elif "type" not in value:
            spot.complain("missing required field: type")
        elif not self._allows(value["type"], spot):
            spot.at("type").complain(f"unsupported type: {value['type']}")
        else:
            self.checks[value["type"]]({key: each for key, each in value.items() if key != "type"}, spot)

    def _allows(self, kind: Any, spot: Spot) -> bool:
        if not isinstance(kind, str) or kind not in self.checks:
            return False
        return kind not in self.surfaces or spot.surface in self.surfaces[kind]


def either(*names: str) -> Check:
    """A rule: at least one of these fields is given."""

    def check(value: dict[str, Any], spot: Spot) -> None:
        if not any(name in value for name in names):
            quoted = " or ".join(f"`{name}`" for name in names)
            spot.at("type").complain(f"must define either {quoted}")

    return check


def not_both(first: str, second: str) -> Check:
    """A rule: at most one of these two fields is given."""

    def check(value: dict[str, Any], spot: Spot) -> None:
        if first in value and second in value:
            spot.complain(f"must define only one of `{first}` or `{second}`")

    return check
