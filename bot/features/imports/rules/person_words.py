"""People as systems write them: `Ben Walker <ben@…>`, `Walker, Ben`, `Ben (Deactivated User)`. Pure."""

import re
from dataclasses import replace

from bot.features.ledger.rules.records import PersonRef

_LONGEST = 400
_WITH_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>@ ]+@[^<>@ ]+)>")
_ADDRESS = re.compile(r"[^<>@ ,;]+@[^<>@ ,;]+\.[^<>@ ,;]+")
_STATE = re.compile(
    r" ?[\[(](?:deactivated|inactive|disabled|removed|former|deleted)(?: user)?[\])]",
    re.IGNORECASE,
)
# What stands behind a comma in a name without turning it round.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "cpa", "esq", "inc", "llc", "ltd"})


def plain_ref(ref: PersonRef) -> PersonRef:
    """Takes addresses, marks of former users and turned names out of what a source calls somebody."""
    if max(len(ref.name), len(ref.email)) > _LONGEST:
        return ref
    name, email = " ".join(ref.name.split()).strip("\"'"), ref.email.strip()
    for written in (name, email):
        if match := _WITH_ADDRESS.fullmatch(written):
            written_name = match["name"].strip(" \"'")
            name = written_name if written == name else name or written_name
            email = email if email and written == name else match["email"]
    name = _STATE.sub("", name).strip()
    if _ADDRESS.fullmatch(name):
        name, email = "", email if _ADDRESS.fullmatch(email) else name
    return replace(ref, name=_turned(name), email=email.lower())


def _turned(name: str) -> str:
    """`Walker, Ben` as `Ben Walker`; names with a suffix behind the comma, or several commas, as they are."""
    last, comma, first = name.partition(",")
    parts = [part.strip() for part in (last, first)]
    if not comma or "," in first or not all(parts) or first.strip(" .").casefold() in _SUFFIXES:
        return name
    return f"{parts[1]} {parts[0]}"
