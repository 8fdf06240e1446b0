"""What managers and teams see: summary, team post, offer of help, and how teams check in. Pure."""

from collections.abc import Sequence

from bot.common.cadences import described
from bot.common.dates import write_time
from bot.common.text import listed, plural
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.checkins.notices import (
    BlockedPerson,
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
_LONGEST_LINE = 120
_MOST_WORDS = 3
# Fourteen blocks in all, with what waits for the reader.
_MOST_BLOCKED, _MOST_OFF, _MOST_WINS, _MOST_NAMES = 3, 4, 3, 12


def summary(notice: CheckinSummary) -> Message:
    """The manager's private summary, over all their teams: who is not there yet, blocked, or behind."""
    head = _who(notice.teams)
    blocked = [each for team in notice.teams for each in team.blockers]
    off = [goal for team in notice.teams for goal in team.off]
    blocks: list[Block] = [
        section(head),
        *(
            section(_blocked(each), accessory=button("Help", OFFER_HELP, value=each.person_id))
            for each in blocked[:_MOST_BLOCKED]
        ),
        *(
            section(f":red_circle: {goal.text}", accessory=button("Open", OPEN_GOAL, value=str(goal.goal_id)))
            for goal in off[:_MOST_OFF]
        ),
    ]
    more = max(len(blocked) - _MOST_BLOCKED, 0) + max(len(off) - _MOST_OFF, 0)
    blocks += [context(f"And {more} more: *My team* in my Home shows them.")] if more else []
    wins = [f"*{name}*: {_one_line(words)}" for team in notice.teams for name, words in team.wins]
    blocks += _list("Wins", wins[:_MOST_WINS])
    if notice.to_confirm:
        blocks.append(
            section(f":hourglass: {to_confirm(notice.to_confirm)}", accessory=button("Show deals", LOOK))
        )
    return Message(head.replace("*", ""), blocks)


def _who(teams: Sequence[TeamCheckinReport]) -> str:
    answered = sum(len(team.answered) for team in teams)
    silent = sorted({name for team in teams for name in team.silent})
    asked = answered + len(silent)
    if not asked:
        return "*Nobody had to be asked.*"
    first = [name.partition(" ")[0] for name in silent]
    called = [name if first.count(name.partition(" ")[0]) > 1 else name.partition(" ")[0] for name in silent]
    more = [f"{len(called) - _MOST_NAMES} more"] if len(called) > _MOST_NAMES else []
    missing = f" Not yet: {listed([*called[:_MOST_NAMES], *more])}." if silent else ""
    said = f"{answered} of {asked} checked in." if answered else f"Nobody of {asked} has checked in."
    return f"*{said}*{missing}"


def _blocked(each: BlockedPerson) -> str:
    """`Jamal is blocked on *Win $350k*: “legal is slow”`; without words no quotation."""
    on = f" on *{each.on}*" if each.on else ""
    said = f": “{_one_line(each.words[0])}”" if each.words else ""
    return f":no_entry: *{each.name.partition(' ')[0]}* is blocked{on}{said}"


def _list(title: str, lines: Sequence[str]) -> list[Block]:
    return (
        [section(text) for text in packed([f"*{title}*", *(f"• {line}" for line in lines)])] if lines else []
    )


def _one_line(words: str) -> str:
    """Words as one harmless line, cut at 120 characters; the check-in has all of them."""
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
    """First message of the group conversation that "Help" opens: who offers it, with what, in whose words."""
    on = f" with *{notice.on}*" if notice.on else ""
    text = f"*{notice.manager}* would like to help *{notice.person}*{on}"
    about = quotation(_joined(notice.words))
    return Message(text, [section(f":raised_hand: {text}"), *about, context("Talk it over right here.")])


def plans_message(plans: Sequence[tuple[Team, TeamPlan]]) -> Message:
    """Answer to `/pacer checkins`: how one's teams check in; tells those who lead none where to look."""
    blocks: list[Block] = [header("Check-ins")]
    for team, plan in plans:
        change = button("Change check-ins", PLAN_FORM, value=str(team.id))
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
    return f"{when}. Your summary comes a working day after, at {write_time(plan.summary_cadence.at)}. {post}"


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
