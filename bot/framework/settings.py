"""Groups of settings of a workspace: typed, with defaults, stored as JSON by name; pure.

Versions side by side read the same rows: what a version does not know it ignores and keeps, what it misses
takes the default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

log = structlog.stdlib.get_logger(__name__)


# Every group that a feature declares, by its name.
_KINDS: dict[str, type["SettingsGroup"]] = {}


class SettingsGroup:
    """Base of a frozen dataclass in which each field has a default: what one feature lets an admin decide.

    `group` is the name under which it is stored, `deed` completes "Only an admin of this workspace can ...".
    Fields may be whatever pydantic reads back from JSON.
    """

    group: ClassVar[str]
    deed: ClassVar[str]

    def __init_subclass__(cls, *, name: str, deed: str = "change Pacer's settings") -> None:
        """Names the group, as in `class KudosSettings(SettingsGroup, name="kudos")`."""
        cls.group, cls.deed = name, deed
        _KINDS[name] = cls


Group = TypeVar("Group", bound=SettingsGroup)


_adapters: dict[type[SettingsGroup], TypeAdapter[Any]] = {}


def _adapter(kind: type[SettingsGroup]) -> TypeAdapter[Any]:
    # Making one takes far longer than reading with it.
    return _adapters.get(kind) or _adapters.setdefault(kind, TypeAdapter(kind))


@dataclass(frozen=True)
class StoredSettings:
    """All groups of a workspace as they are stored: JSON objects by the group's name."""

    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, kind: type[Group]) -> Group:
        """The settings of one group; the defaults until an admin decides, and where one cannot be read.

        So a row that something else has written stops nothing, least of all the form that mends it.
        """
        stored = self.values.get(kind.group, {})
        try:
            found: Group = _adapter(kind).validate_python(stored)
        except ValidationError as error:
            found = _adapter(kind).validate_python(_readable(kind, stored, error))
        return found

    def unreadable(self) -> list[str]:
        """Names of the groups of which something cannot be read, so that defaults count; sorted."""
        return sorted(name for name in self.values if name in _KINDS and not self._is_readable(name))

    def _is_readable(self, name: str) -> bool:
        try:
            _adapter(_KINDS[name]).validate_python(self.values[name])
        except ValidationError:
            return False
        return True

    def merged(self, settings: SettingsGroup) -> dict[str, Any]:
        """JSON of these settings, together with what another version has stored beside them."""
        written = _adapter(type(settings)).dump_python(settings, mode="json")
        beside: object = self.values.get(settings.group)
        return {**beside, **written} if isinstance(beside, Mapping) else written


def _readable(kind: type[SettingsGroup], stored: object, error: ValidationError) -> Mapping[str, Any]:
    # What somebody typed stays out of the log.
    places = [each["loc"] for each in error.errors(include_input=False)]
    fields = sorted({str(place[0]) for place in places if place})
    log.error("settings.unreadable", group=kind.group, fields=fields, reason="their defaults count")
    if not isinstance(stored, Mapping):
        return {}
    kept = {name: value for name, value in stored.items() if name not in fields}
    try:
        _adapter(kind).validate_python(kept)
    except ValidationError:
        return {}  # Fields that do not go together.
    return kept
