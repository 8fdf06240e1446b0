"""The messages about 1:1s. Pure."""

from collections.abc import Sequence

from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.coaching.notices import (
    CoachingHistory,
    CoachingReminder,
    OutcomeTold,
    PreparedGap,
    PreparedItem,
    PreparedLine,
    PreparedTalk,
    PreparedTopic,
    TalkClose,
    TalkPrep,
)
from bot.features.coaching.rules.ids import (
    ADD_TOPIC,
    DONE,
    GAP_NOT_NOW,
    MOVE,
    NOT_YET,
    OPEN,
    QUESTION,
    SKIP,
    TOPIC,
)
from bot.features.coaching.views.outcomes import outcome_line, outcome_message
from bot.features.coaching.views.talk import close_message, close_text
from bot.features.skills.views.cards import TOPIC as GAP_TOPIC
from bot.features.skills.views.cards import WHY as GAP_WHY
from bot.slack.blocks import Block, Message, actions, button, context, option, overflow, section

_MOST_OFFERS = 5
_BECAME = {"done": "done", "dropped": "dropped", "declined": "declined", "offered": "offered again"}


def prep_message(card: TalkPrep) -> Message:
    """The card before a talk, or before all talks of a manager's day."""
    if card.is_manager:
        blocks = [section("*Your 1:1s today*")]
        for talk in card.talks:
            blocks += [section(f"*{talk.when}* {talk.other}"), *_facts(talk, is_manager=True)]
        blocks += [context(f"and {card.more} more")] if card.more else []
        return Message(_manager_line(card), blocks)
    talk = card.talks[0]
    value = str(talk.talk_id)
    row = actions(
        button("Add a topic", ADD_TOPIC, value=talk.other_id),
        button("Move the talk", MOVE, value=value),
        button("Skip this one", SKIP, value=value),
    )
    return Message(prep_line(card), [section(f"*{prep_line(card)}*"), *_facts(talk, is_manager=False), row])


def prep_line(card: TalkPrep) -> str:
    """The card as one line."""
    if card.is_manager:
        return _manager_line(card)
    talk = card.talks[0]
    return f"1:1 with {talk.other}, {talk.when}"


def _manager_line(card: TalkPrep) -> str:
    told = ", ".join(f"{talk.when} {talk.other}" for talk in card.talks)
    return f"Your 1:1s today: {told}"


def _facts(talk: PreparedTalk, *, is_manager: bool) -> list[Block]:
    topics = _topics(talk, is_manager=is_manager)
    parts = [
        _items(talk),
        _lines("What came of it", talk.outcomes),
        _lines("What moved since", talk.moved),
        _lines("Since then", talk.since),
    ]
    rest = [block for part in parts for block in part]
    blocks = [*topics, *rest] if is_manager else [*rest, *topics]
    blocks += _gap(talk.gap, talk) if talk.gap else []
    blocks += [context(talk.left_out)] if talk.left_out else []
    blocks += [section(f"*Your notes*\n{note}") for note in talk.notes]
    return [*blocks, *_questions(talk, is_manager=is_manager)]


def _items(talk: PreparedTalk) -> list[Block]:
    if not talk.items:
        return []
    blocks = [section("*Agreed last time*")]
    for item in talk.items:
        blocks.append(section(_item_text(item, talk)))
        if item.is_mine and not item.outcome:
            value = str(item.id)
            blocks.append(actions(button("Done", DONE, value=value), button("Not yet", NOT_YET, value=value)))
    if talk.more_items:
        blocks.append(
            section(f"and {talk.more_items} more", accessory=button("All", OPEN, value=talk.other_id))
        )
    return blocks


def _item_text(item: PreparedItem, talk: PreparedTalk) -> str:
    who = "" if item.is_mine else f"{talk.other}: "
    became = f" · {_BECAME[item.outcome]}" if item.outcome in _BECAME else (", late" if item.is_late else "")
    return f"{who}{item.text} · by {item.due}{became}"


def _lines(title: str, lines: Sequence[PreparedLine]) -> list[Block]:
    """Facts with the way to what stands behind each."""
    if not lines:
        return []
    rows = [
        section(each.text, accessory=button(each.label, each.action_id, value=each.value))
        if each.label
        else section(each.text)
        for each in lines
    ]
    return [section(f"*{title}*"), *rows]


def _gap(gap: PreparedGap, talk: PreparedTalk) -> list[Block]:
    """What the gap card says, and what may be made of it."""
    row = [
        button("Make it a topic", GAP_TOPIC, value=f"{gap.card_id} {gap.part}"),
        button("Not now", GAP_NOT_NOW, value=str(talk.talk_id)),
        button("Why?", GAP_WHY, value=f"{gap.card_id} 1"),
    ]
    offers = [context(*gap.offers[:_MOST_OFFERS])] if gap.offers else []
    return [section(f"*Worth a look*\n{gap.text}"), *offers, actions(*row)]


def _topics(talk: PreparedTalk, *, is_manager: bool) -> list[Block]:
    if not talk.topics:
        return []
    title = "*On the agenda*" if is_manager else "*Your topics*"
    return [section(title), *(_topic(number, each) for number, each in enumerate(talk.topics, 1))]


def _topic(number: int, topic: PreparedTopic) -> Block:
    if not topic.is_private:
        return section(f"{number}. {topic.text}")
    choices = [option("Share it", f"share {topic.id}"), option("Drop it", f"drop {topic.id}")]
    return section(f"{number}. {topic.text} _(only you see this)_", accessory=overflow(TOPIC, choices))


def _questions(talk: PreparedTalk, *, is_manager: bool) -> list[Block]:
    if not talk.questions:
        return []
    asked = "\n".join(f"_{question}_" for question in talk.questions)
    if is_manager and len(talk.questions) == 1:
        return [section(asked, accessory=button("Another question", QUESTION, value=str(talk.talk_id)))]
    return [section(asked)]


def _reminder(notice: CoachingReminder) -> Message:
    pressed = button(notice.label, notice.action_id, value=notice.value)
    return Message(notice.text, [section(notice.text, accessory=pressed)])


def _reminder_line(notice: CoachingReminder) -> str:
    return notice.text


def _reminder_row(notice: CoachingReminder) -> ReminderRow:
    return ReminderRow(notice.text, notice.label, notice.action_id, notice.value)


def _reminder_needs(notice: CoachingReminder) -> list[str]:
    return [notice.need]


def _history(notice: CoachingHistory) -> Message:
    return Message(f"All your 1:1s with {notice.other}, as you may read them.")


NOTICES = (
    NoticeKind(
        TalkPrep, prep_message, Unsolicited("Cards before 1:1s", prep_line, group=MessageGroup.coaching)
    ),
    NoticeKind(
        TalkClose, close_message, Unsolicited("Questions after 1:1s", close_text, group=MessageGroup.coaching)
    ),
    NoticeKind(
        CoachingReminder,
        _reminder,
        Unsolicited("Reminders about 1:1s", _reminder_line, group=MessageGroup.reminders),
        reminds=Reminding(_reminder_row, _reminder_needs),
    ),
    NoticeKind(
        OutcomeTold,
        outcome_message,
        Unsolicited("What came of actions", outcome_line, group=MessageGroup.coaching),
    ),
    NoticeKind(CoachingHistory, _history),
)
