"""What the menu leads to in numbers. Pure."""

from bot.framework.doors import ADMINS, IN_TEAM, LEADS, MANAGERS, SELLERS, Area, Door

# Forms that ask whose numbers of which days, and buttons beside a team or a person.
WHY_FORM, PERSON_FORM = "metrics.look:why", "metrics.look:person"
TAKE_OUT, FEED = "metrics.take_out", "metrics.feed"
QUOTAS_OF = "metrics.quotas_of"
# Buttons of one message have different ids.
TEAMS = tuple(f"metrics.team:{number}" for number in range(25))
DOORS = (
    Door(
        Area.numbers,
        "My numbers",
        "/metrics me",
        roles=SELLERS,
        place=1,
        example="/metrics me last month",
        instead_of=("/metrics",),
    ),
    Door(Area.numbers, "Team's numbers", "/metrics team", roles=IN_TEAM, place=2, instead_of=("/metrics",)),
    Door(
        Area.numbers,
        "Why?",
        action_id=WHY_FORM,
        roles=SELLERS | IN_TEAM,
        place=3,
        instead_of=("/metrics why",),
    ),
    Door(
        Area.numbers,
        "Log a won deal",
        action_id="metrics.log",
        roles=SELLERS,
        place=4,
        instead_of=("/metrics log",),
    ),
    Door(Area.numbers, "Dispute a line", "/metrics dispute", roles=SELLERS, place=5),
    Door(Area.numbers, "Other days or deals", action_id="metrics.look", roles=SELLERS | IN_TEAM, place=6),
    Door(Area.numbers, "Another person", action_id=PERSON_FORM, roles=MANAGERS, place=7),
    Door(Area.numbers, "Quotas", "/metrics quota", roles=MANAGERS, place=8),
    Door(Area.numbers, "What we follow", "/metrics define", roles=MANAGERS, place=9),
    Door(
        Area.numbers,
        "Goals by numbers",
        action_id=FEED,
        roles=MANAGERS,
        place=10,
        instead_of=("/metrics feed",),
    ),
    Door(
        Area.numbers,
        "Take numbers out",
        action_id=TAKE_OUT,
        roles=MANAGERS,
        place=12,
        instead_of=("/metrics export",),
    ),
    Door(
        Area.numbers,
        "Rates, locks, fiscal year",
        "/metrics settings",
        roles=ADMINS,
        place=13,
        instead_of=("/metrics rate", "/metrics lock", "/metrics unlock"),
    ),
    Door(Area.team, "Quotas", "/metrics quota", roles=LEADS, place=6),
)
