"""Groups of settings of a workspace: typed, with defaults, stored as JSON by name; pure.

Versions side by side read the same rows: what a version does not know it ignores and keeps, what it misses
takes the default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter, ValidationError


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
        """The settings of one group; the defaults until an admin decides. ValueError: not readable."""
        try:
            found: Group = _adapter(kind).validate_python(self.values.get(kind.group, {}))
        except ValidationError as error:
            # Errors are logged: what somebody typed stays out of them.
            fields = sorted({str(each["loc"][0]) for each in error.errors(include_input=False)})
            raise ValueError(f"stored settings {kind.group} cannot be read: {', '.join(fields)}") from None
        return found

    def merged(self, settings: SettingsGroup) -> dict[str, Any]:
        """JSON of these settings, together with what another version has stored beside them."""
        written = _adapter(type(settings)).dump_python(settings, mode="json")
        return {**self.values.get(settings.group, {}), **written}
