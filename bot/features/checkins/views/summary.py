"""What managers and teams see: summary, team post, offer of help, and how teams check in. Pure."""

from collections.abc import Sequence

from bot.common.cadences import described
from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.checkins.notices import (
    ChartRow,
    CheckinPost,
    CheckinSummary,
    HelpOffered,
    TeamCheckinReport,
)
from bot.features.checkins.rules import OFFER_HELP, TeamPlan
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.ledger.rules.own_entries import LOOK, to_confirm
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import Block, Message, button, context, header, quotation, section
from bot.slack.charts import ChartFigure, Figures, bar_chart, pictured
from bot.slack.text import harmless, packed, pieces, unescape

PLAN_FORM = "checkins.plan"
_MOST_CHARTS = 2
_MOST_BLOCKS = 50
_LONGEST_LINE = 200
_MOST_WORDS = 3


def summary(notice: CheckinSummary) -> Message:
    """The manager's private summary.

    Charts for the first two teams; cut at Slack's 50 blocks.
    """
    blocks: list[Block] = []
    for number, team in enumerate(notice.teams):
        blocks.append(header(f"{unescape(team.team)}: check-ins"))
        blocks += _team_blocks(team, with_chart=number < _MOST_CHARTS)
    text = "Check-ins: " + "; ".join(f"{team.team} {_who(team)}" for team in notice.teams)
    asks: list[Block] = []
    if notice.to_confirm:
        asks.append(section(f":hourglass: *{to_confirm(notice.to_confirm)}*", accessory=button("Look", LOOK)))
    return Message(text, [*blocks[: _MOST_BLOCKS - len(asks)], *asks])


def _who(team: TeamCheckinReport) -> str:
    asked = len(team.answered) + len(team.silent)
    return f"{len(team.answered)} of {asked} answered" if asked else "nobody had to be asked"


def _team_blocks(team: TeamCheckinReport, *, with_chart: bool) -> list[Block]:
    blocks = [section(_people_text(team))]
    blocks += _list("Moved this week", team.moved)
    for goal in team.off:
        blocks.append(section(goal.text, accessory=button("Open", OPEN_GOAL, value=str(goal.goal_id))))
    for blocker in team.blockers:
        help_button = button("Help", OFFER_HELP, value=blocker.person_id)
        blocks.append(section(f":no_entry: *{blocker.name}* is blocked", accessory=help_button))
        blocks += quotation(_joined(blocker.words))
    blocks += _list("Wins", [f"*{name}*: {_one_line(words)}" for name, words in team.wins])
    return [*blocks, *(_chart(f"{team.team}: done and due", team.chart) if with_chart else [])]


def _people_text(team: TeamCheckinReport) -> str:
    lines = [f"*{_who(team)}* · *{team.on_pace} of {plural(team.goals, 'goal')}* on pace"]
    if team.late:
        lines.append(f"Late: {listed(team.late)}")
    if team.silent:
        lines.append(f"No answer yet: {listed(team.silent)}")
    return "\n".join(lines)


def _list(title: str, lines: Sequence[str]) -> list[Block]:
    return (
        [section(text) for text in packed([f"*{title}*", *(f"• {line}" for line in lines)])] if lines else []
    )


def _one_line(words: str) -> str:
    """Words as one harmless line, cut at 200 characters; the check-in has all of them."""
    line = " ".join(harmless(words, {}).split())
    first, *more = pieces(line, _LONGEST_LINE)
    return f"{first}…" if more else first


def _joined(words: Sequence[str]) -> str:
    """The first three texts, each made harmless, a line each."""
    return "\n".join(harmless(each, {}) for each in words[:_MOST_WORDS])


def _chart(title: str, rows: Sequence[ChartRow]) -> list[Block]:
    """Bar chart with its figures as text, for screen readers and clients without charts."""
    named = [(name, [ChartFigure(*done), ChartFigure(*due)]) for name, done, due in rows]
    figures = Figures(title, ("Done", "Due by now"), named)
    return pictured(figures, bar_chart(figures, y_label="Percent")) if named else []


def post(notice: CheckinPost) -> Message:
    """Post in the team's channel: progress only. Names, not mentions; nobody at the bottom."""
    text = f"{notice.team} this week: {notice.on_pace} of {plural(notice.goals, 'goal')} on pace"
    goals = [section(goal.text) for goal in notice.team_goals]
    moved = _list("Moved", notice.moved)
    chart = _chart(f"{notice.team}: done and due", notice.chart)
    return Message(text, [header(unescape(text)), *goals, *moved, *chart])


def offered(notice: HelpOffered) -> Message:
    """First message of the group conversation that "Help" opens: who offers it, about which words."""
    text = f"*{notice.manager}* would like to help *{notice.person}*"
    about = quotation(_joined(notice.words))
    return Message(text, [section(f":raised_hand: {text}"), *about, context("Talk it over right here.")])


def plans_message(plans: Sequence[tuple[Team, TeamPlan]]) -> Message:
    """Answer to `/pacer checkins`: how one's teams check in; tells those who lead none where to look."""
    blocks: list[Block] = [header("Check-ins")]
    for team, plan in plans:
        change = button("Change", PLAN_FORM, value=str(team.id))
        blocks.append(section(f"*{team.name}*\n{plan_text(plan)}", accessory=change))
    if not plans:
        blocks.append(section("You lead no team. Your own next check-in is in the App Home, under Goals."))
    return Message("Check-ins", blocks)


def plan_text(plan: TeamPlan) -> str:
    """When a team checks in, and what comes of it, in words."""
    if not plan.is_on:
        return "Switched off."
    post = "The channel gets a post as well." if plan.posts_progress else "Nothing is posted in the channel."
    when = f"{described(plan.cadence)}, in everybody's own time zone"
    return f"{when}. Your summary comes a working day after, at {plan.summary_cadence.at:%H:%M}. {post}"


NOTICES = (
    NoticeKind(
        CheckinSummary,
        summary,
        Unsolicited("Summaries of your team's check-ins", group=MessageGroup.team),
        takes_reminders=True,
    ),
    NoticeKind(CheckinPost, post),
    NoticeKind(HelpOffered, offered),
)
