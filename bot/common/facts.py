"""Facts made of what has the same fields, such as a row; pure."""

from dataclasses import fields
from typing import Any, TypeVar

F = TypeVar("F")


def fact_of(source: object, kind: type[F], **others: Any) -> F:
    """A fact of this dataclass, with the values that `source` has under the same names, and `others`.

    AttributeError: it lacks one of them.
    """
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: others[name] if name in others else getattr(source, name) for name in names})
