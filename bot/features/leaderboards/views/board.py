"""A board for one pair of eyes."""

from bot.common.bars import bar
from bot.features.kudos.views.board import MEDALS
from bot.features.leaderboards.rules.facts import Leaderboard, LeaderboardRow, Own, in_words, whole_words
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, KUDOS, Engine, Measure, Scope, Spec
from bot.features.metrics.rules.formatting import period, unplaced
from bot.framework.pager import PREVIOUS_NEXT, page_told, pager
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


def board_message(board: Leaderboard) -> Message:
    """A board for the eyes of whoever asked."""
    blocks = [
        header(f"{board.title} · {unescape(board.who)}"[:150]),
        context(period(board.spec.days, board.today)),
        *_body(board),
    ]
    if board.own is not None:
        blocks.append(section(f":round_pushpin: {in_words(board.own, teams=_is_teams(board))}"))
    blocks += [*_lacking(board), *([context(board.heard)] if board.heard else [])]
    if board.page.pages > 1:
        blocks.append(context(page_told(board.page)))
    blocks += [actions(*_pages(board), *_switches(board))]
    return Message(_in_short(board), blocks)


def _in_short(board: Leaderboard) -> str:
    first = "; ".join(f"{row.rank}. {row.name} {row.said}" for row in board.page.rows[:3])
    return f"{board.title}, {board.who}, {board.spec.days.label}: {first or board.total or 'no ranking'}"


def _is_teams(board: Leaderboard) -> bool:
    return board.spec.scope is Scope.teams


def _body(board: Leaderboard) -> list[Block]:
    total = [section(total_line(board.who, board.total, bar(board.total_share)))] if board.total else []
    if board.total_only:
        why = "With fewer than four names to show, there is a total and no ranking."
        return [*total, context(why)]
    if not board.page.rows:
        empty = "Nobody has a place yet." if not board.ranked else "No place is named while so few have one."
        return [*total, section(board.level or empty)]
    lines = [*([board.level] if board.level else []), *(_row(row) for row in board.page.rows)]
    return [section("\n".join(lines)), *_picture(board), *total]


def total_line(who: str, total: str, drawn: str) -> str:
    """The team's own figure in one line; `drawn` is the bar of a share, "" for other figures."""
    return f"*{who}* {whole_words(is_share=bool(drawn))}: {drawn + ' ' if drawn else ''}*{total}*"


def _row(row: LeaderboardRow) -> str:
    note = f"  _{row.note}_" if row.note else ""
    place = MEDALS.get(row.rank, f"{row.rank}.") if row.is_won else f"{row.rank}."
    return f"{place} *{row.name}*  {row.said}{note}"


def _picture(board: Leaderboard) -> list[Block]:
    """Teams side by side; the lines say the same in words."""
    if not _is_teams(board) or any(row.share is None for row in board.page.rows):
        return []
    rows = [
        (row.name, [ChartFigure(float(round((row.share or 0) * 100, 1)), row.said)])
        for row in board.page.rows
    ]
    return bar_chart(Figures(board.title, (board.title,), rows), y_label="Percent")


def _lacking(board: Leaderboard) -> list[Block]:
    if board.unnamed:
        told = "\n".join(f"{name}: {why}" for name, why in board.unnamed)
        return [context(f"*Without a place*\n{told}")]
    told = unplaced(board.unranked)
    return [context(f"Without a place: {told}")] if told and not board.total_only else []


def _pages(board: Leaderboard) -> list[Element]:
    return pager(board.page, PAGED, lambda number: f"{number}|{board.spec.written()}", PREVIOUS_NEXT)


def _switches(board: Leaderboard) -> list[Element]:
    """The same days seen otherwise, and everything else behind a form."""
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
    """One's own place in the App Home; nothing for those who have none."""
    own = board.own
    if own is None or own.rank is None:
        return []
    place = f":round_pushpin: {_ordinal(own.rank)} of {board.ranked} in {board.who}"
    gap = f"; {own.gap} more and you are {_ordinal(own.next_rank)}" if own.gap and own.next_rank else ""
    accessory = button("Leaderboard", HOME, value=board.spec.written())
    return [section(f"{place}{gap}. Only you see this.", accessory=accessory)]


def _ordinal(rank: int) -> str:
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def mine_message(board: Leaderboard) -> Message:
    """ "My place" below a board in a channel: for one pair of eyes."""
    own: Own | None = board.own
    said = in_words(own) if own else "You are not on this board: it compares the people of the team."
    text = f"{board.title}, {board.spec.days.label}. {said}"
    return Message(text, [section(f":round_pushpin: {text}"), context("Only you can see this.")])
