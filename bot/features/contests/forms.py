"""The form in which a contest is planned. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import (
    LONGEST_NAME,
    LONGEST_PRIZE,
    MOST_LATE,
    ContestRules,
    Ties,
    rules_from,
)
from bot.features.contests.views.card import bar_words
from bot.features.leaderboards.forms import ENGINES, chosen, measures
from bot.features.leaderboards.rules.specs import COMBINED, Measure
from bot.features.metrics.rules.catalogue import Metric
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import (
    Element,
    channel_select,
    datepicker,
    field_of,
    modal,
    option,
    select,
    text_input,
    users_select,
)
from bot.slack.text import unescape

PLAN = "contests.plan"
COMPANY, TEAMS, PEOPLE = "company", "teams", "people"
_TIES = {Ties.reach: "Who was there first, then more deals", Ties.share: "The prize is shared"}


def plan_form(
    teams: Sequence[Team],
    metrics: Sequence[Metric],
    today: date,
    *,
    is_admin: bool,
    contest: Contest | None = None,
) -> dict[str, Any]:
    """Form of a contest, empty for a new one; its metadata is the contest's id, "" for a new one.

    `teams`: those for which the planner may hold it; `is_admin` adds everybody who is in a team.
    """
    rules = rules_from(contest.rules) if contest else None
    what = measures(metrics, without=frozenset({COMBINED}))
    engines = [option(words, each.value) for each, words in ENGINES.items()]
    measure = rules.measure if rules else Measure()
    channel_id = contest.channel_id if contest else next((t.channel_id for t in teams if t.channel_id), None)
    blocks = [
        field_of(
            "name",
            "Name",
            text_input("name", initial=unescape(rules.name) if rules else "", longest=LONGEST_NAME),
        ),
        field_of("what", "By what?", select("what", what, initial=chosen(what, measure.what))),
        field_of(
            "engine", "Counted how?", select("engine", engines, initial=chosen(engines, measure.engine))
        ),
        field_of(
            "bar",
            "Everybody wins from here on",
            text_input(
                "bar", initial=bar_words(rules) if rules else "", placeholder="100% or 12", longest=20
            ),
            optional=True,
            hint="A bar that everybody can reach lifts the middle. Empty: the best one wins.",
        ),
        *_who(teams, rules, is_admin=is_admin),
        field_of("first", "First day", datepicker("first", initial=rules.first if rules else today)),
        field_of("last", "Last day", datepicker("last", initial=rules.last if rules else None)),
        field_of(
            "prize",
            "Prize",
            text_input("prize", initial=unescape(rules.prize) if rules else "", longest=LONGEST_PRIZE),
            optional=True,
        ),
        *_fine_print(rules),
        field_of(
            "channel",
            "Where it is told",
            channel_select("channel", placeholder="Channel", initial=channel_id),
        ),
    ]
    metadata = str(contest.id) if contest else ""
    return modal(PLAN, "Plan a contest", blocks, submit="Test it", close="Cancel", metadata=metadata)


def _who(teams: Sequence[Team], rules: ContestRules | None, *, is_admin: bool) -> list[dict[str, Any]]:
    options: list[Element] = [
        option(f"The people of {unescape(team.name)}", f"team:{team.id}") for team in teams
    ]
    if is_admin:
        options.append(option("Everybody who is in a team", COMPANY))
    if len(teams) > 1:
        options.append(option("These teams against each other", TEAMS))
    options.append(option("The people below", PEOPLE))
    picked = options[0]
    if rules and rules.by_team:
        picked = chosen(options, TEAMS)
    elif rules and len(rules.team_ids) == 1:
        picked = chosen(options, f"team:{rules.team_ids[0]}")
    elif rules:
        picked = chosen(options, PEOPLE if rules.people_ids else COMPANY)
    people = rules.people_ids if rules else ()
    return [
        field_of("who", "Who competes?", select("who", options, initial=picked)),
        field_of(
            "people",
            "People",
            users_select("people", placeholder="Only with “The people below”", initial=people),
            optional=True,
        ),
    ]


def _fine_print(rules: ContestRules | None) -> list[dict[str, Any]]:
    ties = [option(words, each.value) for each, words in _TIES.items()]
    late = [option(f"{days} working days", str(days)) for days in range(MOST_LATE + 1)]
    return [
        field_of(
            "ties", "Between equals", select("ties", ties, initial=chosen(ties, rules.ties if rules else ""))
        ),
        field_of(
            "late_days",
            "Late data count for",
            select("late_days", late, initial=late[rules.late_days if rules else 2]),
            hint="What is dated in the contest and comes in so late still counts. Then the winner is told.",
        ),
    ]
