"""Boards, one's own kudos, and the values. Pure."""

from bot.common.text import plural
from bot.features.kudos.rules.facts import KudosBoard, KudosBoardRow, KudosSummary, Received, ValueTotals
from bot.features.kudos.rules.ranking import BoardPlace
from bot.features.kudos.views.messages import OPEN_FORM
from bot.slack.blocks import Block, Message, actions, button, context, divider, header, section
from bot.slack.text import harmless, pieces

TOP = "kudos.top"
MEDALS = {1: ":first_place_medal:", 2: ":second_place_medal:", 3: ":third_place_medal:"}
PERIOD_BUTTONS = (("This week", "this week"), ("This month", "this month"), ("All time", "all time"))
WORDS_SHOWN = 200


def board_message(board: KudosBoard, viewer_id: str) -> Message:
    """A board for the person who asked, with the place asked about and buttons to other boards."""
    asked = context(_asked(board, viewer_id))
    return Message(_title(board), [*board_blocks(board), asked, actions(*_switches(board))])


def board_blocks(board: KudosBoard) -> list[Block]:
    """Title and rows of a board; a hint where it is empty."""
    body = section("\n".join(_row(row) for row in board.rows)) if board.rows else _empty()
    return [header(_title(board)), body]


def _title(board: KudosBoard) -> str:
    who = "Most thanked" if board.side == "receiver" else "Most generous"
    return f"{who} · {board.period.label}"


def _row(row: KudosBoardRow) -> str:
    place = MEDALS.get(row.rank, f"{row.rank}.")
    gone = " (has left)" if row.has_left else ""
    return f"{place} *{row.name}*{gone}  {plural(row.points, 'point')}"


def _empty() -> Block:
    return section("No kudos in this period yet. Be the first: `/kudos @name what they did`")


def _asked(board: KudosBoard, viewer_id: str) -> str:
    if board.asked_id == viewer_id:
        return _place("You are", board.asked) if board.asked else "You have no points in this period yet."
    if board.asked is None:
        return f"{board.asked_name} has no points in this period."
    return _place(f"{board.asked_name} is", board.asked)


def _place(who: str, place: BoardPlace) -> str:
    text = f"{who} number {place.rank} with {plural(place.points, 'point')}."
    if place.gap_to_next:
        text += f" {plural(place.gap_to_next, 'point')} more to reach the next place."
    return text


def _switches(board: KudosBoard) -> list[dict[str, object]]:
    side = "givers " if board.side == "giver" else ""
    others = [
        button(label, f"{TOP}:{words}", value=f"{side}{words}")
        for label, words in PERIOD_BUTTONS
        if words != board.period_words
    ]
    other_side = ("Receivers", "") if board.side == "giver" else ("Givers", "givers ")
    return [*others, button(other_side[0], f"{TOP}:side", value=f"{other_side[1]}{board.period_words}")]


def mine_blocks(mine: KudosSummary) -> list[Block]:
    """One's own kudos, for an ephemeral answer, a modal or the App Home."""
    facts = (
        f"*Received* {plural(mine.received_this_month, 'point')} {mine.month.label.lower()}, "
        f"{mine.received_ever:,} in all\n"
        f"*Given* {plural(mine.given_this_month, 'point')} {mine.month.label.lower()}\n"
        f"*Left to give today* {mine.left} of {mine.allowance}"
    )
    blocks = [section(facts)]
    if mine.place:
        blocks.append(context(_place("You are", mine.place)))
    if mine.latest:
        blocks += [divider(), *(_received(received, mine.names) for received in mine.latest)]
    return blocks


def mine_message(mine: KudosSummary) -> Message:
    """Answer to `/kudos me`."""
    text = f"You received {plural(mine.received_this_month, 'point')} {mine.month.label.lower()}."
    give = [actions(button("Give kudos", OPEN_FORM))] if mine.may_give else []
    return Message(text, [header("Your kudos"), *mine_blocks(mine), *give])


def _received(received: Received, names: dict[str, str]) -> Block:
    first, *more = pieces(harmless(received.reason, names).replace("\n", " "), WORDS_SHOWN)
    return section(f"*{received.giver_name}*  `+{received.points}`\n>{first}{'…' if more else ''}")


def values_message(found: ValueTotals) -> Message:
    """Answer to `/kudos values`: the values and the points that carried them."""
    if not found.totals:
        return Message("No values are set up. An admin can add them: /pacer settings")
    lines = [f"`#{value}`  {plural(points, 'point')}" for value, points in found.totals]
    how = "Add one to a kudos by its tag: `/kudos @ben shipped it #teamwork`"
    title = f"Our values · {found.period.label}"
    return Message(title, [header(title), section("\n".join(lines)), context(how)])
