"""The weekly summary for reps, teams and managers: charts, and the same numbers as text; pure."""

from collections.abc import Sequence

from bot.common.text import plural
from bot.deliveries.notices import InDoubt, MessageGroup, NoticeKind, Unsolicited
from bot.features.ledger.rules.facts import READING_IN
from bot.features.metrics.notices import MetricsExport, OwnWeek, TeamWeek, TeamWeekPost, WeekInNumbers
from bot.features.metrics.rules.week import PacePoint, WordedLine
from bot.features.metrics.views.own_entries import to_confirm_blocks
from bot.slack.blocks import Block, Message, context, header, section
from bot.slack.charts import ChartFigure, Figures, bar_chart, line_chart, pictured
from bot.slack.text import packed, unescape

_MOST_BLOCKS = 50
_MOST_PEOPLE = 40


def summary(notice: WeekInNumbers) -> Message:
    """Message to one person: their own week, and that of each team they lead."""
    blocks: list[Block] = []
    own = notice.own
    if own:
        blocks += [header(f"Your {notice.week}"), *_amended(notice), *_table(own.lines)]
        blocks += _moved(own)
        blocks += _restated(own)
        blocks += _pace_picture("Booked and on track", own.chart)
        blocks.append(_footer(own))
    for team in notice.teams:
        blocks += _team(team, notice)
    asks = to_confirm_blocks(notice.to_confirm)
    return Message(_in_short(notice), [*blocks[: _MOST_BLOCKS - len(asks)], *asks])


def _in_short(notice: WeekInNumbers) -> str:
    own = notice.own
    lines = own.lines if own else notice.teams[0].lines
    whose = "Your" if own else f"{notice.teams[0].team}:"
    return f"{whose} {notice.week}: " + "; ".join(f"{name.lower()} {said}" for name, said in lines[:3])


def _table(lines: Sequence[WordedLine]) -> list[Block]:
    return [section("\n".join(f"{name}: *{said}*" for name, said in lines))]


def _moved(own: OwnWeek) -> list[Block]:
    if not own.moved:
        return []
    more = [f"… and {own.more} more"] if own.more else []
    return [section("\n".join(["*What moved*", *(f"• {line}" for line in own.moved), *more]))]


def _restated(week: OwnWeek | TeamWeek | TeamWeekPost) -> list[Block]:
    return [context(f":memo: {week.restated}")] if week.restated else []


def _amended(notice: WeekInNumbers | TeamWeekPost) -> list[Block]:
    """Lines on what was corrected after it was posted."""
    return [section(f":memo: *{notice.amended}*")] if notice.amended else []


def _pace_picture(title: str, chart: Sequence[PacePoint]) -> list[Block]:
    rows = [(label, [ChartFigure(*booked), ChartFigure(*on_track)]) for label, booked, on_track in chart]
    figures = Figures(title, ("Booked", "On track"), rows)
    return pictured(figures, line_chart(figures)) if len(rows) > 1 else []


def _footer(week: OwnWeek | TeamWeek | TeamWeekPost) -> Block:
    told = [f":warning: {text}" for text in week.warnings]
    return context("\n".join([*told, week.sources]))


def _team(team: TeamWeek, notice: WeekInNumbers) -> list[Block]:
    """A team's week for its manager, with every member by name."""
    amended = [] if notice.own else _amended(notice)
    people = team.people[:_MOST_PEOPLE]
    lines = [
        f"• *{each.name}*: {each.week} in the week, attainment {each.attainment[1]}, "
        f"pace {each.pace[1]}" + (f", {each.past_date} past their date" if each.past_date else "")
        for each in people
    ]
    rows = [(each.name, [ChartFigure(*each.attainment), ChartFigure(*each.pace)]) for each in people]
    figures = Figures("Attainment and pace", ("Attainment", "Pace"), rows)
    return [
        header(f"{unescape(team.team)}: {notice.week}"),
        *amended,
        *_table(team.lines),
        *(section(text) for text in packed(lines)),
        *bar_chart(figures, y_label="Percent"),
        *_without(team),
        *_restated(team),
        _footer(team),
    ]


def _without(team: TeamWeek | TeamWeekPost) -> list[Block]:
    told = ", ".join(f"{count} with {reason}" for reason, count in team.missing)
    return [context(f"Without attainment: {told}")] if told else []


def post(notice: TeamWeekPost) -> Message:
    """Message in the team's channel: sums, the best, the most improved.

    Names, not mentions, so that nobody is notified; never a named bottom.
    """
    text = f"{notice.team}, {notice.week}: " + "; ".join(
        f"{name.lower()} {said}" for name, said in notice.lines[:3]
    )
    best = []
    if notice.top:
        best.append(":trophy: " + ", ".join(f"*{name}* {said}" for name, said in notice.top))
    if notice.improved:
        name, said = notice.improved
        best.append(f":chart_with_upwards_trend: Most improved: *{name}* {said} against their usual week")
    blocks = [
        header(f"{unescape(notice.team)}: {notice.week}"),
        *_amended(notice),
        *_table(notice.lines),
        *([section("\n".join(best))] if best else []),
        *_pace_picture("The quarter so far", notice.chart),
        *_without(notice),
        *_restated(notice),
        _footer(notice),
    ]
    return Message(text, blocks)


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
