"""Boards as messages: for one viewer, and in a channel; pure."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.notices import NoticeKind
from bot.features.kudos.views.board import MEDALS
from bot.features.leaderboards.notices import POST
from bot.features.leaderboards.rules.facts import Leaderboard, LeaderboardRow, Own, in_words
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, KUDOS, Engine, Measure, Scope, Spec
from bot.features.metrics.commands.periods import EXAMPLES
from bot.features.metrics.rules.formatting import bar, period, sources
from bot.slack.blocks import Block, Element, Message, actions, button, context, header, section
from bot.slack.charts import ChartFigure, Figures, bar_chart
from bot.slack.text import unescape

SWITCH, PAGED, MINE, CHOOSE, HIDE, SHOW, RULES, TEAM_BOARD, HOME = (
    "leaderboards.switch",
    "leaderboards.page",
    "leaderboards.mine",
    "leaderboards.choose",
    "leaderboards.hide",
    "leaderboards.show",
    "leaderboards.rules",
    "leaderboards.team",
    "leaderboards.home",
)


def board_message(board: Leaderboard, *, news: str = "") -> Message:
    """A board for its viewer alone, with pages and switches; `news` is a sentence above it ("" for none)."""
    blocks = [
        *([context(news)] if news else []),
        header(f"{board.title} · {unescape(board.who)}"[:150]),
        context(period(board.spec.days, board.today)),
        *_body(board),
    ]
    if board.own is not None:
        blocks.append(section(f":round_pushpin: {in_words(board.own, teams=_is_teams(board))}"))
    told = board.synced_at if board.spec.measure.what not in (KUDOS, GOALS) else {}
    blocks += [*_lacking(board), context(sources(board.as_of, told))]
    blocks += [actions(*_pages(board), *_switches(board))]
    return Message(_in_short(board), blocks)


def _in_short(board: Leaderboard) -> str:
    first = "; ".join(f"{row.rank}. {row.name} {row.said}" for row in board.rows[:3])
    return f"{board.title}, {board.who}, {board.spec.days.label}: {first or board.total or 'no ranking'}"


def _is_teams(board: Leaderboard) -> bool:
    return board.spec.scope is Scope.teams


def _body(board: Leaderboard) -> list[Block]:
    total = [section(_total(board.who, board.total, bar(board.total_share)))] if board.total else []
    if board.total_only:
        why = "With fewer than four names to show, there is a total and no ranking."
        return [*total, context(why)]
    if not board.rows:
        empty = "Nobody has a place yet." if not board.ranked else "No place is named while so few have one."
        return [*total, section(empty)]
    rows = section("\n".join(_row(row) for row in board.rows))
    return [rows, *_picture(board), *total]


def _total(who: str, total: str, drawn: str) -> str:
    return f"*{who}* together: {drawn + ' ' if drawn else ''}*{total}*"


def _row(row: LeaderboardRow) -> str:
    note = f"  _{row.note}_" if row.note else ""
    return f"{MEDALS.get(row.rank, f'{row.rank}.')} *{row.name}*  {row.said}{note}"


def _picture(board: Leaderboard) -> list[Block]:
    """Chart of teams side by side, repeating the lines; empty for people, or when a share is missing."""
    if not _is_teams(board) or any(row.share is None for row in board.rows):
        return []
    rows = [
        (row.name, [ChartFigure(float(round((row.share or 0) * 100, 1)), row.said)]) for row in board.rows
    ]
    return bar_chart(Figures(board.title, (board.title,), rows), y_label="Percent")


def _lacking(board: Leaderboard) -> list[Block]:
    if board.unnamed:
        told = "\n".join(f"{name}: {why}" for name, why in board.unnamed)
        return [context(f"*Without a place*\n{told}")]
    told = ", ".join(f"{count} with {why}" for why, count in board.unranked)
    return [context(f"Without a place: {told}")] if told and not board.total_only else []


def _pages(board: Leaderboard) -> list[Element]:
    if board.pages == 1:
        return []
    found = []
    if board.page > 1:
        value = f"{board.page - 1}|{board.spec.written()}"
        found.append(button("Previous", f"{PAGED}:previous", value=value))
    if board.page < board.pages:
        value = f"{board.page + 1}|{board.spec.written()}"
        found.append(button(f"Next ({board.page} of {board.pages})", f"{PAGED}:next", value=value))
    return found


def _switches(board: Leaderboard) -> list[Element]:
    """Buttons for other measures over the same days (at most three), and one for the form."""
    spec, found = board.spec, []
    for label, name, measure in _OTHERS:
        if measure != spec.measure and not (_is_teams(board) and measure.engine is Engine.improved):
            value = Spec(measure, spec.scope, spec.days, spec.team_id).written()
            found.append(button(label, f"{SWITCH}:{name}", value=value))
    return [*found[:3], button("Another board", CHOOSE, value=spec.written())]


_OTHERS = (
    ("Of quota", "quota", Measure()),
    ("Most improved", "improved", Measure(BOOKINGS, Engine.improved)),
    ("Goals", "goals", Measure(GOALS, Engine.attainment)),
    ("Kudos", "kudos", Measure(KUDOS, Engine.raw)),
)
SWITCHES = tuple(name for _, name, _ in _OTHERS)


def home_blocks(board: Leaderboard) -> list[Block]:
    """The viewer's own place for the App Home; empty when they are not compared."""
    if board.own is None:
        return []
    title = f"*{board.title}*, {board.spec.days.label}"
    accessory = button("Leaderboard", HOME, value=board.spec.written())
    return [section(f":round_pushpin: {title}\n{in_words(board.own)}", accessory=accessory)]


def mine_message(board: Leaderboard) -> Message:
    """The viewer's own place on a board posted in a channel; for them alone."""
    own: Own | None = board.own
    said = in_words(own) if own else "You are not on this board: it compares the people of the team."
    text = f"{board.title}, {board.spec.days.label}. {said}"
    return Message(text, [section(f":round_pushpin: {text}"), context("Only you can see this.")])


def post(facts: Mapping[str, Any]) -> Message:
    """The boards of a channel, from the facts of `posting.write`.

    Names, not mentions, so that nobody is notified.
    """
    blocks: list[Block] = []
    restated = facts.get("restated") or [[]] * len(facts["boards"])
    for board, later in zip(facts["boards"], restated, strict=True):
        blocks += _posted(board, later)
    first = facts["boards"][0]
    return Message(f"{first['title']}, {first['team']}: {_top_in_short(first)}", blocks)


def _top_in_short(board: Mapping[str, Any]) -> str:
    rows = "; ".join(f"{rank}. {name} {said}" for rank, name, said in board["rows"])
    return rows or board["total"]


def _posted(board: Mapping[str, Any], later: list[Any]) -> list[Block]:
    lines = [f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {said}" for rank, name, said in board["rows"]]
    lines += [board["level"]] if board["level"] else []
    if board["improved"]:
        name, said = board["improved"]
        lines.append(
            f":chart_with_upwards_trend: Most improved last week: *{name}* {said} against a usual week"
        )
    if board["total"]:
        lines.append(_total(board["team"], board["total"], board["bar"]))
    told = ", ".join(f"{count} with {why}" for why, count in board["missing"])
    blocks = [
        header(f"{board['title']} · {unescape(board['team'])}"[:150]),
        context(board["days"]),
        section("\n".join(lines)),
        *([context(f"Without a place: {told}")] if told else []),
    ]
    if later:
        blocks.append(context(_restated(later)))
    return [
        *blocks,
        context(board["sources"]),
        actions(button("My place", MINE, value=board["spec"])),
    ]


def _restated(later: list[Any]) -> str:
    day, rows = later
    said = ", ".join(f"{rank}. {name} {words}" if rank else f"{name} {words}" for rank, name, words in rows)
    return f":memo: *Restated on {day}*: the books say by now {said}"


def hidden_message(*, is_hidden: bool) -> Message:
    """Confirms the opt-out or its end, with the button that undoes it."""
    if is_hidden:
        text = "You are not named on boards any more. You keep your place, and nobody moves."
        return Message(text, [section(text), actions(button("Show me again", SHOW))])
    text = "You are named on boards again, when you are at the top."
    return Message(text, [section(text), actions(button("Hide me", HIDE))])


def help_message() -> Message:
    """Usage of `/leaderboard`, one line a form."""
    lines = (
        "`/leaderboard`: your team, by quota attainment, this quarter",
        "`/leaderboard win rate last quarter`: by any metric, of any period",
        "`/leaderboard kudos company` · `goals` · `combined`: by thanks, by goals, by several at once",
        "`/leaderboard improved`: against everybody's own usual week · `raw`: the plain sums",
        "`/leaderboard company` · `reps like me` · `teams`: a larger round, a fairer one, team against team",
        "`/leaderboard hide`: you are not named, and keep your place · `show`",
        "`/leaderboard settings`: what your team's channel gets every week, and how the company compares",
    )
    rules = (
        "Only the top is named, at most a third; your own place is for your eyes. Who has no number has no "
        f"place. Equal scores share it. Periods: {EXAMPLES}."
    )
    return Message(
        "How to write /leaderboard", [section("\n".join(f"• {line}" for line in lines)), context(rules)]
    )


KINDS: dict[str, NoticeKind] = {POST: NoticeKind(post)}
