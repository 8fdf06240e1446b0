"""Who a source means: by id or e-mail; by name only once a person has confirmed it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.features.imports.rules.person_words import plain_ref
from bot.features.ledger.rules.records import PersonRef
from bot.features.people.rules import Person
from bot.slack.text import unescape

LONGEST_WORD = 200


@dataclass(frozen=True)
class Nobody:
    """Somebody who is no member here, as a person has confirmed: their rows count for nobody."""


@dataclass(frozen=True)
class Unknown:
    """Somebody whom nobody has matched yet. `suggestion`: id of a member of the same name, or None."""

    ref: PersonRef
    suggestion: str | None = None


class Directory:
    """The members of a workspace, and what is known of a source's words for them.

    `known`: `ImportRepository.known_people`; bots are left out of `members`.
    """

    def __init__(self, members: Iterable[Person], known: Mapping[str, str | None], source: str) -> None:
        self._source = source
        self._members = {member.id: member for member in members if not member.is_bot}
        self._known = known
        self._by_email = {member.email: member.id for member in self._members.values() if member.email}
        self._by_name = {_folded(unescape(member.name)): member.id for member in self._members.values()}

    def find(self, ref: PersonRef) -> str | Nobody | Unknown:
        """The member's id; `Nobody` where that was confirmed; `Unknown` where somebody has to say.

        What was confirmed of the words as they are written counts first, then of the plain ones.
        """
        plain = plain_ref(ref)
        for word in (*words_of(ref, self._source), *words_of(plain, self._source)):
            if word in self._known:
                return self._known[word] or Nobody()
        if plain.id in self._members:
            return plain.id
        found = self._by_email.get(plain.email) if plain.email else None
        return found or Unknown(plain, self._by_name.get(_folded(plain.name)) if plain.name else None)


def sole_namesakes(members: Iterable[Person], refs: Iterable[PersonRef]) -> dict[PersonRef, str]:
    """Those of these people after whom exactly one of `members` is called, with that member's id."""
    by_name: dict[str, list[str]] = {}
    for member in members:
        by_name.setdefault(_folded(unescape(member.name)), []).append(member.id)
    found = {ref: by_name.get(_folded(ref.name), []) for ref in refs if ref.name}
    return {ref: ids[0] for ref, ids in found.items() if len(ids) == 1}


def words_typed(text: str, source: str) -> list[str]:
    """Words by which somebody is stored whom a person names by name, address or id, as the source does."""
    plain = plain_ref(PersonRef(name=text.strip()))
    ids = [] if plain.email else words_of(PersonRef(id=text.strip()), source)
    return [*words_of(plain, source), *ids]


def words_of(ref: PersonRef, source: str) -> list[str]:
    """Words by which somebody is stored, the surest first: id of this source, e-mail, name.

    At most 200 characters each, with the kind before a colon.
    """
    found = [(f"id/{source}", ref.id), ("email", ref.email.lower()), ("name", _folded(ref.name))]
    return [f"{kind}:{word}"[:LONGEST_WORD] for kind, word in found if word]


def shown(ref: PersonRef) -> str:
    """How a person is asked about: the name, else the e-mail, else the id."""
    return ref.name or ref.email or ref.id


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
