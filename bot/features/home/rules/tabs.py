"""The tabs of the App Home: which somebody has, and which one is drawn. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.framework.doors import Area, WorkspaceRole

# Who comes back sooner finds the tab as it was left; later a new visit begins with Today.
STAYS = timedelta(minutes=30)
_SEES_NUMBERS = frozenset(
    {WorkspaceRole.in_team, WorkspaceRole.seller, WorkspaceRole.leads, WorkspaceRole.admin}
)


class Tab(StrEnum):
    """A tab, in the order of their row; the value is the label of its button."""

    today = "Today"
    goals = "Goals"
    numbers = "Numbers"
    people = "People"
    team = "Team"
    setup = "Setup"
    me = "Me"


# What of the menu stands in a tab; in Today a few doors at hand.
AREAS = {
    Tab.today: (),
    Tab.goals: (Area.goals,),
    Tab.numbers: (Area.numbers, Area.boards),
    Tab.people: (Area.recognition, Area.feedback, Area.coaching),
    Tab.team: (Area.team,),
    Tab.setup: (Area.setup,),
    Tab.me: (Area.settings,),
}
_WHOSE = {
    Tab.numbers: _SEES_NUMBERS,
    Tab.team: frozenset({WorkspaceRole.leads}),
    Tab.setup: frozenset({WorkspaceRole.admin}),
}


@dataclass(frozen=True)
class DrawnTab:
    """A tab as it was drawn at an instant, which Slack gives back with what is done in it."""

    tab: Tab
    at: datetime

    def written(self) -> str:
        """As the metadata of the view; `drawn_from` reads it back."""
        return f"{self.tab.name} {int(self.at.timestamp())}"


def drawn_from(metadata: str) -> DrawnTab | None:
    """Reads what `DrawnTab.written` wrote; None for anything else."""
    name, _, seconds = metadata.partition(" ")
    if name not in Tab.__members__ or not seconds.isdigit():
        return None
    return DrawnTab(Tab[name], datetime.fromtimestamp(int(seconds), UTC))


def tabs_of(roles: Collection[WorkspaceRole]) -> tuple[Tab, ...]:
    """The tabs of a member with these roles."""
    return tuple(tab for tab in Tab if tab not in _WHOSE or not _WHOSE[tab].isdisjoint(roles))


def tab_to_draw(metadata: str, now: datetime, tabs: Collection[Tab]) -> Tab:
    """The tab that is drawn when the App Home is opened: the one left a moment ago, or else Today."""
    drawn = drawn_from(metadata)
    is_fresh = drawn is not None and now - drawn.at <= STAYS and drawn.tab in tabs
    return drawn.tab if drawn is not None and is_fresh else Tab.today
