"""Rounds of ratings: side by side, and the messages that tell of them; pure."""

from bot.common.date_ranges import named_day
from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.skills.notices import RoundOpened, RoundShown
from bot.features.skills.rules.facts import ROUND
from bot.features.skills.rules.rounds import RoundState, ShownRound, SkillPair, SkillRating, level_name
from bot.features.skills.rules.rubric import LEVELS
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    header,
    option,
    overflow,
    quotation,
    section,
    select,
)
from bot.slack.text import escape

AGREE, PROPOSE, TALK, END = (
    "skills.agree",
    "skills.propose",
    "skills.talk",
    "skills.round_end",
)
IN_REVIEW, NOT_IN_REVIEW = "skills.in_review", "skills.not_in_review"


def round_message(shown: ShownRound, note: str = "") -> Message:
    """Where a round stands, for one of the two: both side by side once both are in; a `note` above."""
    title = "Skills, side by side"
    if shown.round.state is RoundState.open:
        told = f"Sent. {shown.other_name} has not rated yet; you can change yours until then."
        blocks: list[Block] = [section(told), actions(button("Change", ROUND, value=str(shown.round.id)))]
        return Message(told, blocks)
    if not shown.round.is_shown:
        told = "This round ended before both of you had rated: what each of you wrote, nobody else reads."
        return Message(told, [section(note or told), *([context(told)] if note else [])])
    blocks = [header(title), *([section(note)] if note else [])]
    for pair in shown.pairs:
        blocks += _pair(shown, pair)
    return Message(title, [*blocks, *_foot(shown)])


def _foot(shown: ShownRound) -> list[Block]:
    """How the round stands, and what goes into a review: its person alone decides that."""
    value, row, told = str(shown.round.id), [], []
    if shown.round.state is RoundState.closed:
        told.append("This round has ended.")
    elif shown.round.has_ended(_me(shown)):
        told.append(f"You said that this is it. {shown.other_name} has not yet.")
    else:
        row.append(button("That is it", END, value=value))
    if shown.is_person and shown.round.in_review:
        told.append("Drafts of your review hold the levels that you agreed on.")
        row.append(button("Take out of my review", NOT_IN_REVIEW, value=value))
    elif shown.is_person and shown.has_agreed:
        row.append(button("Put into my review", IN_REVIEW, value=value))
    return [*([actions(*row)] if row else []), *([context(" ".join(told))] if told else [])]


def _me(shown: ShownRound) -> str:
    return shown.round.person_id if shown.is_person else shown.round.manager_id


def _pair(shown: ShownRound, pair: SkillPair) -> list[Block]:
    value = f"{shown.round.id} {pair.skill}"
    mine, theirs = (pair.of(is_person=side) for side in (shown.is_person, not shown.is_person))
    if pair.is_equal:
        levels = f"both {level_name(mine.level)}"
    else:
        levels = f"you {level_name(mine.level)}, {shown.other_name} {level_name(theirs.level)}"
    told = f"*{pair.name}* · {levels}{' · two apart' if pair.apart == 2 else ''}"
    if pair.apart > 2:
        told += f" · {pair.apart} apart"
    if pair.agreed and pair.agreed.is_confirmed and not pair.is_equal:
        told += f" · agreed on {level_name(pair.agreed.level)}"
    blocks = [section(told), *_words("You", mine, shown), *_words(shown.other_name, theirs, shown)]
    buttons = _buttons(shown, pair, value)
    return [*blocks, actions(*buttons)] if buttons else blocks


def _words(who: str, rating: SkillRating, shown: ShownRound) -> list[Block]:
    """Why one of the two sees it so, and what of that is on record as far as the viewer may see it."""
    words = quotation(f"{who}: {escape(rating.words)}") if rating.words else []
    found = [each for each in shown.on_record if each.key in rating.evidence]
    if not found:
        return words
    told = f"{who} {'go' if who == 'You' else 'goes'} by: {' · '.join(escape(each.label) for each in found)}"
    choices = [option(each.label, each.value) | ({"url": each.link} if each.link else {}) for each in found]
    return [*words, section(told, accessory=overflow(found[0].action_id, choices))]


def _buttons(shown: ShownRound, pair: SkillPair, value: str) -> list[Element]:
    if shown.round.state is RoundState.closed or (pair.agreed and pair.agreed.is_confirmed):
        return []
    found: list[Element] = []
    if pair.agreed and pair.agreed.by != _me(shown):
        level = pair.agreed.level
        found.append(button(f"Agree on {level}", AGREE, value=f"{value} {level}", style="primary"))
    options = [option(level_name(level), f"{value} {level}") for level in range(1, len(LEVELS) + 1)]
    mine = pair.agreed is not None and pair.agreed.by == _me(shown)
    told = f"You propose {pair.agreed.level}" if mine and pair.agreed else "Agree on"
    found.append(select(PROPOSE, options, placeholder=told))
    if pair.is_far_apart and shown.may_talk:
        found.append(button("Talk about it", TALK, value=value))
    return found


def _opened(notice: RoundOpened) -> Message:
    whose = "your skills" if notice.about == "you" else f"*{notice.about}'s* skills"
    text = f"*{notice.opener}* opened a round: how do you see {whose}? Until {named_day(notice.due_on)}."
    return Message(text, [section(text, accessory=button("Rate skills", ROUND, value=str(notice.round_id)))])


def _shown(notice: RoundShown) -> Message:
    text = f"Both ratings are in: yours and *{notice.other}*'s, side by side."
    return Message(text, [section(text, accessory=button("Open", ROUND, value=str(notice.round_id)))])


def _opened_line(notice: RoundOpened) -> str:
    return f"{_opened(notice).text} `/skills rate`"


def _shown_line(notice: RoundShown) -> str:
    return f"{_shown(notice).text} `/skills rate`"


NOTICES = (
    NoticeKind(
        RoundOpened,
        _opened,
        Unsolicited("Rounds of skill ratings", _opened_line, group=MessageGroup.coaching),
    ),
    NoticeKind(
        RoundShown,
        _shown,
        Unsolicited("Skill ratings side by side", _shown_line, group=MessageGroup.coaching),
    ),
)
