"""Notices as the outbox stores them: their fields as JSON, with the version; pure."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.deliveries.notices import Facts, Notice

_VERSION = "v"
_ADAPTERS: dict[type[Notice], TypeAdapter[Any]] = {}
N = TypeVar("N", bound=Notice)


class UnreadableNotice(Exception):
    """A stored notice that this Pacer cannot read; names fields, never what is in them."""


class NewerNotice(UnreadableNotice):
    """A stored notice of a newer Pacer, which may run beside this one and can read it."""


def adapter_of(notice: type[N]) -> TypeAdapter[N]:
    """Writes and reads the fields of this class, and ignores unknown keys; made once, as that takes time."""
    if notice not in _ADAPTERS:
        _ADAPTERS[notice] = TypeAdapter(notice)
    return _ADAPTERS[notice]


def stored(notice: Notice) -> dict[str, Any]:
    """The fields of a notice as JSON, and its version under "v"."""
    fields = adapter_of(type(notice)).dump_python(notice, mode="json", by_alias=True)
    return {_VERSION: notice.version, **fields}


def read(notice: type[N], facts: Facts) -> N:
    """The notice that was stored so; an older version is upgraded, and without one it is version 1.

    NewerNotice: a newer version. UnreadableNotice: a field is missing or cannot be what it has to be.
    """
    version = facts.get(_VERSION, 1)
    if not isinstance(version, int):
        raise UnreadableNotice(f"{notice.kind}: its version is no version")
    if version < 1:
        raise UnreadableNotice(f"{notice.kind}: its version is no version")
    if version > notice.version:
        raise NewerNotice(f"{notice.kind}: version {version}, and {notice.version} is the newest")
    fields = {key: value for key, value in facts.items() if key != _VERSION}
    try:
        return adapter_of(notice).validate_python(_upgraded(notice, version, fields))
    except ValidationError as error:
        # Not chained: pydantic's own words repeat what is in the fields.
        where = sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False)})
        raise UnreadableNotice(f"{notice.kind} {version}: {', '.join(where)}") from None


def _upgraded(notice: type[Notice], version: int, fields: Facts) -> Facts:
    if version == notice.version:
        return fields
    try:
        return notice.upgrade(version, fields)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableNotice(f"{notice.kind} {version}: {type(error).__name__} in its upgrade") from None
