"""The weekly summary for reps, teams and managers: charts, and the same numbers as text; pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.deliveries.notices import NoticeKind, untyped
from bot.features.goals.views.list import packed
from bot.features.metrics.notices import EXPORT, POST, SUMMARY
from bot.slack.blocks import Block, Message, context, header, section
from bot.slack.charts import ChartFigure, Figures, bar_chart, line_chart, pictured
from bot.slack.text import unescape

_MOST_BLOCKS = 50
_MOST_PEOPLE = 40


def summary(facts: Mapping[str, Any]) -> Message:
    """Message to one person: their own week, and that of each team they lead."""
    blocks: list[Block] = []
    own = facts["own"]
    if own:
        blocks += [header(f"Your {facts['week']}"), *_amended(facts), *_table(own["lines"])]
        blocks += _moved(own)
        blocks += _restated(own)
        blocks += _pace_picture("Booked and on track", own["chart"])
        blocks.append(_footer(own))
    for team in facts["teams"]:
        blocks += _team(team, facts)
    return Message(_in_short(facts), blocks[:_MOST_BLOCKS])


def _in_short(facts: Mapping[str, Any]) -> str:
    own = facts["own"]
    lines = own["lines"] if own else facts["teams"][0]["lines"]
    whose = "Your" if own else f"{facts['teams'][0]['team']}:"
    return f"{whose} {facts['week']}: " + "; ".join(f"{name.lower()} {said}" for name, said in lines[:3])


def _table(lines: Sequence[Sequence[str]]) -> list[Block]:
    return [section("\n".join(f"{name}: *{said}*" for name, said in lines))]


def _moved(own: Mapping[str, Any]) -> list[Block]:
    if not own["moved"]:
        return []
    more = [f"… and {own['more']} more"] if own["more"] else []
    return [section("\n".join(["*What moved*", *(f"• {line}" for line in own["moved"]), *more]))]


def _restated(facts: Mapping[str, Any]) -> list[Block]:
    return [context(f":memo: {facts['restated']}")] if facts["restated"] else []


def _amended(facts: Mapping[str, Any]) -> list[Block]:
    """Lines on what was corrected after it was posted."""
    return [section(f":memo: *{facts['amended']}*")] if facts.get("amended") else []


def _pace_picture(title: str, chart: Sequence[Sequence[Any]]) -> list[Block]:
    rows = [(label, [ChartFigure(*booked), ChartFigure(*on_track)]) for label, booked, on_track in chart]
    figures = Figures(title, ("Booked", "On track"), rows)
    return pictured(figures, line_chart(figures)) if len(rows) > 1 else []


def _footer(facts: Mapping[str, Any]) -> Block:
    told = [f":warning: {text}" for text in facts["warnings"]]
    return context("\n".join([*told, facts["sources"]]))


def _team(team: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Block]:
    """A team's week for its manager, with every member by name."""
    amended = [] if facts["own"] else _amended(facts)
    people = team["people"][:_MOST_PEOPLE]
    lines = [
        f"• *{each['name']}*: {each['week']} in the week, attainment {each['attainment'][1]}, "
        f"pace {each['pace'][1]}" + (f", {each['past_date']} past their date" if each["past_date"] else "")
        for each in people
    ]
    rows = [(each["name"], [ChartFigure(*each["attainment"]), ChartFigure(*each["pace"])]) for each in people]
    figures = Figures("Attainment and pace", ("Attainment", "Pace"), rows)
    return [
        header(f"{unescape(team['team'])}: {facts['week']}"),
        *amended,
        *_table(team["lines"]),
        *(section(text) for text in packed(lines)),
        *bar_chart(figures, y_label="Percent"),
        *_without(team),
        *_restated(team),
        _footer(team),
    ]


def _without(team: Mapping[str, Any]) -> list[Block]:
    told = ", ".join(f"{count} with {reason}" for reason, count in team["missing"])
    return [context(f"Without attainment: {told}")] if told else []


def post(facts: Mapping[str, Any]) -> Message:
    """Message in the team's channel: sums, the best, the most improved.

    Names, not mentions, so that nobody is notified; never a named bottom.
    """
    text = f"{facts['team']}, {facts['week']}: " + "; ".join(
        f"{name.lower()} {said}" for name, said in facts["lines"][:3]
    )
    best = []
    if facts["top"]:
        best.append(":trophy: " + ", ".join(f"*{name}* {said}" for name, said in facts["top"]))
    if facts["improved"]:
        name, said = facts["improved"]
        best.append(f":chart_with_upwards_trend: Most improved: *{name}* {said} against their usual week")
    blocks = [
        header(f"{unescape(facts['team'])}: {facts['week']}"),
        *_amended(facts),
        *_table(facts["lines"]),
        *([section("\n".join(best))] if best else []),
        *_pace_picture("The quarter so far", facts["chart"]),
        *_without(facts),
        *_restated(facts),
        _footer(facts),
    ]
    return Message(text, blocks)


def export_message(facts: Mapping[str, Any]) -> Message:
    """Message that comes with an exported file."""
    return Message(
        f"{facts['what'].capitalize()} of {facts['whose']}, {facts['period']}: {facts['rows']:,} rows."
    )


KINDS: dict[str, NoticeKind[Any]] = {
    SUMMARY: untyped(summary, "Your week in numbers"),
    POST: untyped(post),
    EXPORT: untyped(export_message),
}
