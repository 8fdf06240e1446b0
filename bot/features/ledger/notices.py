"""What later features deliver about somebody's own week in numbers; pure."""

from dataclasses import dataclass, field

from bot.deliveries.notices import Notice

# The button below somebody's week, which a later feature answers with the rows it is made of.
NUMBERS = "metrics.numbers"


@dataclass(frozen=True)
class WeekTold:
    """Somebody's week in words, for them alone: a sentence, and the lines below it; "" who does not sell.

    `teams`: the week of each team that they lead, a text each; `team_ids`: which these are, () where a row of
    before does not tell. `restated`: what the week before was
    told differently, "" where it holds. `heard`: of when the numbers are, "" where they are of that day.
    `amended`: what was corrected after it was sent, "" until then.
    """

    week: str
    said: str
    lines: tuple[str, ...] = ()
    restated: str = ""
    heard: str = ""
    amended: str = ""
    teams: tuple[str, ...] = ()
    team_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class SharedInPost:
    """What a later feature puts into the post of a team's week: mrkdwn, "" for nothing, and keys below it.

    `keys`: label, action and value of each.
    """

    text: str = ""
    keys: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class OwnWeekNotice(Notice):
    """A notice that may tell its receiver of their own week; None where another one does."""

    numbers: WeekTold | None = field(default=None, kw_only=True)
