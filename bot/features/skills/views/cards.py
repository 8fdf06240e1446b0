"""Gap cards as messages, and the window that says why; pure."""

from typing import Any

from bot.common.dates import write_day
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.ledger.rules.listings import DealRow
from bot.features.skills.notices import GapFound
from bot.features.skills.rules import wording
from bot.features.skills.rules.cards import CardPart, GapCard
from bot.features.skills.rules.facts import ACTION, GAPS, ShownCard
from bot.features.skills.rules.gap import LEAST_DAYS
from bot.framework.pager import PREVIOUS_NEXT, Page, pager_blocks
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    modal,
    option,
    overflow,
    section,
)
from bot.slack.text import packed

TOPIC, PART_TOPIC, NOT_NOW, WHY = "skills.topic", "skills.part_topic", "skills.not_now", "skills.why"
TITLE = "Gap card"
_MOST_OPTIONS = 5


def card_message(shown: ShownCard) -> Message:
    """The card, with what may be done with it."""
    card, who = shown.kept.card, addressed(shown)
    head = f"*{wording.heading(card, who)}*"
    blocks: list[Block] = [section(shown.held)] if shown.held else []
    blocks.append(section(f"{head}\n{_numbers(card, who)}", **_menu(shown)))
    if alone := wording.why_alone(card, who):
        blocks.append(context(alone))
    blocks += _findings(shown, who)
    blocks += [section(line) for line in shown.extras]
    blocks.append(actions(*_buttons(shown)))
    if shown.is_own and shown.manager is not None and shown.released:
        blocks.append(context(f"_{shown.manager.name} sees this from {shown.released}._"))
    return Message(wording.heading(card, who), blocks)


def _found(_: GapFound) -> Message:
    text = "Your new gap card names a gap that is likely real. You see it first."
    return Message(text, [section(text, accessory=button("Open", GAPS))])


def _found_line(notice: GapFound) -> str:
    return f"{_found(notice).text} `/skills gaps`"


NOTICES = (
    NoticeKind(GapFound, _found, Unsolicited("Likely gaps", _found_line, group=MessageGroup.coaching)),
)


def addressed(shown: ShownCard) -> wording.Addressed:
    """How the card calls its person for this viewer."""
    return wording.YOU if shown.is_own else wording.Addressed(shown.person.name.partition(" ")[0])


def _numbers(card: GapCard, who: wording.Addressed) -> str:
    if not card.parts:
        return wording.not_split(card, who)
    parts = f"  {wording.split_line(card)}"
    shared = wording.shared(card)
    return "\n".join(filter(None, (wording.comparison(card, who), parts, f"  {shared}" if shared else "")))


def _findings(shown: ShownCard, who: wording.Addressed) -> list[Block]:
    card = shown.kept.card
    if not card.parts:
        return []
    found = [card.finding] if card.finding else []
    lines = [wording.finding(part, card, who) for part in (*found, *card.strengths)]
    return [section(line) for line in lines] if found else [section(wording.NOTHING), *map(section, lines)]


def _menu(shown: ShownCard) -> dict[str, Element]:
    """Behind three dots: any part below others as a topic."""
    low = [part for part in shown.kept.card.parts if part.amount < 0][:_MOST_OPTIONS]
    if not low or not shown.may_take_topic:
        return {}
    options = [option(f"Make it a topic: {_plain_name(part)}", _value(shown, part)) for part in low]
    return {"accessory": overflow(PART_TOPIC, options)}


def _plain_name(part: CardPart) -> str:
    return part.stage or wording.part_name(part)


def _value(shown: ShownCard, part: CardPart) -> str:
    return f"{shown.kept.id} {part.key}"


def _buttons(shown: ShownCard) -> list[Element]:
    found, finding = [], shown.kept.card.finding
    if finding is not None:
        if shown.may_take_topic:
            found.append(button("Make it a topic", TOPIC, value=_value(shown, finding), style="primary"))
            found.append(button("Set an action", ACTION, value=_value(shown, finding)))
        found.append(button("Not now", NOT_NOW, value=str(shown.kept.id)))
    return [*found, button("Why?", WHY, value=f"{shown.kept.id} 1")]


def why_view(shown: ShownCard, rows: Page[DealRow] | None) -> dict[str, Any]:
    """Window with the formula, both sides of it, and one's own rows; never those of others."""
    card, who = shown.kept.card, addressed(shown)
    blocks: list[Block] = [section(f"*{wording.heading(card, who)}*\n{_numbers(card, who)}")]
    blocks.append(section("\n".join(wording.formula(card, who))))
    blocks.append(
        context(
            f"Others like {who.you}: the same role, segment and time here, with {LEAST_DAYS} selling days or "
            "more. Each part is its share of the difference by logarithms, so that all add up exactly, "
            "in whatever order they are named. A rate of few deals is drawn towards that of others: that is "
            "what “allowing for chance” means."
        )
    )
    if rows is not None:
        lines = [_row(row, card) for row in rows.rows] or ["No decided deals in these weeks."]
        blocks += [section(f"*{who.first if who.name else 'Your'}{_apostrophe(who)} decided deals*")]
        blocks += [section(text) for text in packed(lines)]
        blocks += pager_blocks(rows, WHY, lambda page: f"{shown.kept.id} {page}", PREVIOUS_NEXT)
    return modal("skills.why", "Why?", blocks)


def _apostrophe(who: wording.Addressed) -> str:
    return "'s" if who.name else ""


def _row(row: DealRow, card: GapCard) -> str:
    day = write_day(row.day, card.week) if row.day else "no day"
    worth = wording.deal_amount(row.amount, row.currency)
    return f"• {day} · {row.deal} · {row.status}{f' · {worth}' if worth else ''}"
