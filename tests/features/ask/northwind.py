"""What names mean at Northwind, for each who asks."""

from datetime import date

from bot.demo.cast import NORTHWIND_WORKSPACE
from bot.features.ask.rules.facts import AskedPerson, KnownNames
from bot.features.ask.rules.phrases.metric_names import metric_names
from bot.features.metrics.rules.catalogue import CATALOGUE

MONDAY = date(2026, 11, 23)
IDS = {person.name: person.id for person in NORTHWIND_WORKSPACE.people}
_PEOPLE = tuple(
    AskedPerson(person.id, person.real_name)
    for person in NORTHWIND_WORKSPACE.people
    if not (person.deleted or person.is_bot)
)
_TEAMS = ("Enterprise", "Mid-market", "Sales development")
_OWN = {
    "ana": ("Enterprise", "Sales development"),
    "ben": ("Enterprise",),
    "grace": ("Enterprise",),
    "lucia": ("Mid-market",),
}
METRICS = metric_names(CATALOGUE)


def known_to(handle: str) -> KnownNames:
    """The names as somebody knows them; a guest knows those of nobody."""
    people = _PEOPLE if handle != "guest" else ()
    return KnownNames(
        IDS.get(handle, "U0GUEST"),
        MONDAY,
        people=people,
        teams=_TEAMS,
        own_teams=_OWN.get(handle, ()),
        metrics=METRICS,
    )
