"""What detection needs of a workspace: settings, wishes, the org chart, names and the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationSettings, Wish
from bot.features.celebrations.service.settings import wishes
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.features.workspace import service as workspace


@dataclass(frozen=True)
class CelebrationContext:
    """What one round of detection works with; read once, when the round begins.

    `wishes` and `names` are by member id, names in Slack's escaped form; `today` is the workspace's local day
    of `now`.
    """

    rules: CelebrationSettings
    wishes: Mapping[str, Wish]
    org_chart: OrgChart
    names: Mapping[str, str]
    today: date
    now: datetime

    def named(self, ids: Sequence[str], kind: CelebrationKind) -> list[tuple[str, str]]:
        """(id, name) of those of `ids` who are active and let this kind be celebrated, in order."""
        allowed = [who for who in ids if self.wishes.get(who, Wish()).allows(kind)]
        return [(who, self.names[who]) for who in allowed if who in self.names]

    def channel_of(self, ids: Sequence[str]) -> str | None:
        """Channel to post in: the workspace's, else of the first of `ids` whose team has one; or None."""
        if self.rules.channel_id:
            return self.rules.channel_id
        found = [team for who in ids for team in self.teams_of(who)]
        return next((team.channel_id for team in found if team.channel_id), None)

    def teams_of(self, who: str) -> tuple[Team, ...]:
        """The team that a member is in; else the teams that they lead, perhaps none."""
        team = self.org_chart.team_of(who)
        return (team,) if team else self.org_chart.led_by(who)

    def row(
        self,
        kind: CelebrationKind,
        key: str,
        ids: Sequence[str],
        facts: dict[str, Any],
        *,
        on: date | None = None,
        due: datetime | None = None,
        deal_id: int | None = None,
        who: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Columns of a new `Celebration`, as a list of one.

        Empty where the kind is switched off, there is no channel, or nobody may be named and `who` gives no
        names. `on` and `due` default to today and now.
        """
        people_ids = self.named(ids, kind)
        channel_id = self.channel_of(ids)
        if kind not in self.rules.kinds or channel_id is None or not (people_ids or who):
            return []
        told = {"who": [*who] or [name for _, name in people_ids], "ids": [each for each, _ in people_ids]}
        return [
            {
                "key": key,
                "kind": kind.value,
                "channel_id": channel_id,
                "facts": {**told, **facts},
                "deal_id": deal_id,
                "happened_on": on or self.today,
                "detected_at": self.now,
                "due_at": due or self.now,
                "state": "waiting",
                "is_undone": False,
                "post_key": None,
                "posted_at": None,
            }
        ]


async def ground_of(transaction: Transaction, now: datetime) -> CelebrationContext:
    """Reads what detection needs of this workspace at `now`."""
    return CelebrationContext(
        rules=await settings_of(transaction, CelebrationSettings),
        wishes=await wishes(transaction),
        org_chart=await teams.load_org_chart(transaction),
        names={person.id: person.name for person in await people.everybody(transaction)},
        today=local_day(now, await workspace.zone_of(transaction)),
        now=now,
    )
