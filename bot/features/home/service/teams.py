"""The teams that somebody leads, as the App Home shows them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.common.periods import local_day
from bot.features.coaching.service.planning import load_last_talks, load_overdue
from bot.features.feedback.service.lists import last_given
from bot.features.feedback.service.needs import load_untold
from bot.features.goals.rules.facts import GoalCount
from bot.features.goals.service import queries as goal_queries
from bot.features.goals.service.overview import goal_counts
from bot.features.home.rules.facts import LedPeople, LedTeam, MemberRow
from bot.features.metrics.rules.glance import Glance, TeamGlance
from bot.features.metrics.service import scopes
from bot.features.metrics.service.glance import read_at_once, team_glance
from bot.features.people.service import members as people
from bot.features.teams.rules.org_chart import Team
from bot.framework.context import Context
from bot.framework.needs import first_names

# More teams than these are a company: their numbers are in the Team tab's doors.
MOST_TEAMS = 3


async def load_led_teams(ctx: Context) -> tuple[list[LedTeam], int]:
    """Figures of the first three teams that the actor leads, and how many people they lead in all."""
    viewer = await scopes.load_viewer(ctx.transaction, ctx.actor_id, ctx.now)
    led = viewer.org_chart.led_by(ctx.actor_id)
    await read_at_once(ctx.transaction, led[:MOST_TEAMS], viewer)
    found = []
    for team in led[:MOST_TEAMS]:
        seen = await team_glance(ctx.transaction, team, viewer)
        people_now = tuple(each for each in seen.people if each.subject in team.member_ids)
        found.append(LedTeam(team.id, seen, people_now))
    return found, sum(len(team.member_ids) for team in led)


def called(teams: Sequence[LedTeam]) -> dict[str, str]:
    """What the people of these teams are called in a line, by id."""
    return first_names({each.subject: each.name for team in teams for each in team.people})


async def load_led_people(ctx: Context) -> LedPeople:
    """Everybody whom the actor leads, with figures, goals, last 1:1 and last feedback of the actor."""
    viewer = await scopes.load_viewer(ctx.transaction, ctx.actor_id, ctx.now)
    led = viewer.org_chart.led_by(ctx.actor_id)
    await read_at_once(ctx.transaction, led, viewer)
    ids = sorted(viewer.org_chart.people_of(ctx.actor_id))
    names = await people.names(ctx.transaction, ids)
    goals_viewer = await goal_queries.load_viewer(ctx.transaction, ctx.actor_id)
    goals = await goal_counts(ctx.transaction, goals_viewer, ids, ctx.now)
    given = await last_given(ctx.transaction, ctx.actor_id, ids)
    talked = await load_last_talks(ctx.transaction, ctx.actor_id, ids)
    teams = []
    for team in led:
        seen = await team_glance(ctx.transaction, team, viewer)
        rows = [
            MemberRow(
                who,
                names.get(who, "Someone"),
                glance if glance and glance.attained is not None else None,
                goals.get(who, GoalCount(0, 0)),
                given.get(who),
                talked.get(who),
            )
            for who, glance in _in_order(team, seen, names)
        ]
        teams.append((seen, rows))
    untold = await load_untold(ctx.transaction, viewer.person, ctx.now)
    overdue = await load_overdue(ctx.transaction, ctx.actor_id, ctx.now)
    return LedPeople(
        teams,
        local_day(ctx.now, viewer.person.zone),
        untold=frozenset(each.person.id for each, last in untold if last is None),
        unmet=frozenset(who for who, last in overdue.items() if last is None),
    )


def _in_order(team: Team, seen: TeamGlance, names: Mapping[str, str]) -> Iterator[tuple[str, Glance | None]]:
    """The members of a team: by their figures, the worst first, then by name those without."""
    members = [each for each in seen.people if each.subject in team.member_ids]
    yield from ((each.subject, each) for each in members)
    others = set(team.member_ids) - {each.subject for each in members}
    yield from ((who, None) for who in sorted(others, key=lambda who: (names.get(who, ""), who)))
