"""The weekly summary for reps, teams and managers: charts, and the same numbers as text; pure."""

from collections.abc import Sequence

from bot.common.text import listed, plural
from bot.deliveries.notices import InDoubt, MessageGroup, NoticeKind, Unsolicited
from bot.features.ledger.notices import NUMBERS
from bot.features.ledger.rules.facts import READING_IN
from bot.features.ledger.views import team_button, week_blocks, week_headline, why_button
from bot.features.metrics.notices import MetricsExport, TeamWeek, TeamWeekPost, WeekInNumbers
from bot.features.metrics.rules.facts import LEADERBOARD
from bot.features.metrics.rules.weeks.told import PacePoint, team_headline
from bot.features.metrics.views.own_entries import to_confirm_blocks
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.charts import ChartFigure, Figures, in_words, line_chart
from bot.slack.text import packed

_MOST_BLOCKS = 50


def summary(notice: WeekInNumbers) -> Message:
    """Message to one person: their own week, and that of each team they lead."""
    own = notice.numbers
    blocks = [] if own is None else [*week_blocks(own), actions(why_button())]
    for team in notice.teams:
        blocks += _team(team, notice)
    blocks += to_confirm_blocks(notice.to_confirm)
    heard = own.heard if own else next((team.heard for team in notice.teams if team.heard), "")
    last = [context(heard)] if heard else []
    return Message(_in_short(notice), [*blocks[: _MOST_BLOCKS - len(last)], *last])


def _in_short(notice: WeekInNumbers) -> str:
    """What a phone shows: one sentence."""
    if notice.numbers is not None:
        return week_headline(notice.numbers)
    team = notice.teams[0]
    return f"{team_headline(team.team, notice.week, team.judged)} {team.said}"


def _small(*told: str) -> list[Block]:
    said = [f":memo: {each}" for each in told if each]
    return [context("\n".join(said))] if said else []


def _team(team: TeamWeek, notice: WeekInNumbers) -> list[Block]:
    """A team's week for its manager, a line a person, the worst pace first."""
    amended = "" if notice.numbers else notice.amended
    more = [f"And {team.more} more."] if team.more else []
    head = f"*{team_headline(team.team, notice.week, team.judged)}* {team.said}"
    return [
        section(head, accessory=team_button(team.team_id)),
        *(section(text) for text in packed([*team.people, *more])),
        *_small(amended, team.restated),
    ]


def post(notice: TeamWeekPost) -> Message:
    """Message in the team's channel: how the week went, the quarter so far, whose week was above usual.

    Names, not mentions, so that nobody is notified; never who is behind, nor what the data lack.
    """
    head = team_headline(notice.team, notice.week, notice.judged)
    figures = _figures(notice.chart)
    chart = line_chart(figures) if len(notice.chart) > 1 else []
    below = [f"Better than their usual week: {listed(notice.better)}."] if notice.better else []
    below += [notice.heard] if notice.heard else []
    keys = [button(label, action_id, value=value) for label, action_id, value in notice.keys]
    blocks = [
        section(f"*{head}* {notice.said}"),
        *_small(notice.amended, notice.restated),
        *chart,
        *([context(" ".join(below))] if below else []),
        *([section(notice.shared)] if notice.shared else []),
        actions(button("My numbers", NUMBERS), button("Leaderboard", LEADERBOARD), *keys),
    ]
    words = in_words(figures) if chart else ""
    return Message("\n".join(filter(None, [f"{head} {notice.said}", words])), blocks)


def _figures(chart: Sequence[PacePoint]) -> Figures:
    rows = [(label, [ChartFigure(*booked), ChartFigure(*on_track)]) for label, booked, on_track in chart]
    return Figures("The quarter so far", ("Booked", "On track"), rows)


def export_message(notice: MetricsExport) -> Message:
    """Message that comes with an exported file."""
    rows = plural(notice.rows, "row")
    held = f" {READING_IN.capitalize()}: these are the figures before it." if notice.is_held else ""
    return Message(f"{notice.what.capitalize()} of {notice.whose}, {notice.period}: {rows}.{held}")


NOTICES = (
    NoticeKind(
        WeekInNumbers,
        summary,
        Unsolicited("Your week in numbers", group=MessageGroup.monday),
        takes_reminders=True,
    ),
    NoticeKind(TeamWeekPost, post),
    NoticeKind(MetricsExport, export_message, when_in_doubt=InDoubt.repeat),
)
