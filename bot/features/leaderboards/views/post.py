"""The boards of a channel, posted every week."""

from bot.deliveries.notices import NoticeKind
from bot.features.kudos.views.board import MEDALS
from bot.features.kudos.views.week import week_blocks, week_title
from bot.features.leaderboards.notices import BoardLine, ChannelBoard, WeeklyBoards
from bot.features.leaderboards.views.board import MINE, total_line
from bot.slack.blocks import Block, Message, actions, button, context, section


def post(notice: WeeklyBoards) -> Message:
    """The boards of a channel, below the week's thanks. Names, not mentions; a top, never a bottom."""
    thanks = notice.thanks
    blocks: list[Block] = week_blocks(thanks) if thanks else []
    restated = notice.restated or ((),) * len(notice.boards)
    for board, later in zip(notice.boards, restated, strict=True):
        blocks += _posted(board, later)
    first = notice.boards[0]
    said = f"{first.title}, {first.team}: {_top_in_short(first)}"
    return Message(f"{week_title(thanks)}. {said}" if thanks else said, blocks)


def _top_in_short(board: ChannelBoard) -> str:
    rows = "; ".join(f"{rank}. {name} {said}" for rank, name, said in board.rows)
    return rows or board.total


def _posted(board: ChannelBoard, later: tuple[()] | tuple[str, tuple[BoardLine, ...]]) -> list[Block]:
    """A board in three blocks; who has no place, and what the data lack, is not for a channel."""
    lines = [f"*{board.title} · {board.team}*, {board.days}"]
    lines += [f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {said}" for rank, name, said in board.rows]
    lines += [board.level] if board.level else []
    if board.improved:
        name, said = board.improved
        lines.append(
            f":chart_with_upwards_trend: Most improved last week: *{name}* {said} against a usual week"
        )
    if board.total:
        lines.append(total_line(board.team, board.total, board.bar))
    small = [*([_restated(*later)] if later else []), *([board.sources] if board.sources else [])]
    return [
        section("\n".join(lines)),
        *([context("\n".join(small))] if small else []),
        actions(button("My place", MINE, value=board.spec)),
    ]


def _restated(day: str, rows: tuple[BoardLine, ...]) -> str:
    said = ", ".join(f"{rank}. {name} {words}" if rank else f"{name} {words}" for rank, name, words in rows)
    return f":memo: *Restated on {day}*: the books say by now {said}"


NOTICES = (NoticeKind(WeeklyBoards, post),)
