"""What the menu leads to in numbers. Pure."""

from bot.framework.doors import ADMINS, IN_TEAM, LEADS, MANAGERS, SELLERS, Area, Door

DOORS = (
    Door(Area.numbers, "My numbers", "/metrics me", roles=SELLERS, place=1, example="/metrics me last month"),
    Door(Area.numbers, "Team's numbers", "/metrics team", roles=IN_TEAM, place=2),
    Door(Area.numbers, "Another period or cut", action_id="metrics.look", roles=IN_TEAM, place=3),
    Door(Area.numbers, "Log a won deal", action_id="metrics.log", roles=SELLERS, place=4),
    Door(Area.numbers, "Dispute a line", "/metrics dispute", roles=SELLERS, place=5),
    Door(Area.numbers, "Quotas", "/metrics quota", roles=MANAGERS, place=8),
    Door(Area.numbers, "What we follow", "/metrics define", roles=MANAGERS, place=9),
    Door(Area.numbers, "Rates, locks, fiscal year", "/metrics settings", roles=ADMINS, place=13),
    Door(Area.team, "Quotas", "/metrics quota", roles=LEADS, place=6),
)
