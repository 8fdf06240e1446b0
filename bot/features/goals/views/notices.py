"""The messages that Pacer sends about goals: proposals, answers, concerns, reminders. Pure."""

from collections.abc import Mapping

from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.goals.notices import GoalConcern, GoalNews, GoalNotice, GoalNudge, GoalReached, GoalWaits
from bot.features.goals.rules.agreement import Terms, terms_from
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.goals.rules.formatting import amount, terms_in_words, title
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.rules.state_machine import GoalAction, GoalState
from bot.features.goals.views.card import CLICKS, FORM, FORMS, SHARE, reason_blocks
from bot.features.goals.views.list import ACT
from bot.framework.needs import fitted
from bot.slack.blocks import Block, Element, Message, actions, button, context, quotation, section
from bot.slack.text import harmless

_WHAT: Mapping[str, str] = {
    GoalAction.propose: "proposes a goal to you",
    GoalAction.counter: "offers other terms",
    GoalAction.edit: "changed the terms",
    GoalAction.answer_concern: "answered your concern",
    GoalAction.reopen: "asks to take it up again",
    GoalAction.accept: "accepted",
    GoalAction.withdraw: "withdrew",
    GoalAction.drop: "dropped",
    GoalAction.finish: "marked as done",
    GoalAction.miss: "closed as missed",
}

_OUTCOMES: Mapping[str, str] = {
    GoalAction.accept: "accepted it.",
    GoalAction.counter: "offered other terms.",
    GoalAction.raise_concern: "raised a concern.",
    GoalAction.answer_concern: "answered.",
    GoalAction.invite: "invited a coach: it goes on in a new conversation.",
    GoalAction.withdraw: "took it back.",
    GoalAction.edit: "changed the terms.",
    GoalAction.drop: "dropped it.",
    GoalAction.miss: "closed it.",
    GoalAction.finish: "marked it as done.",
}


def waits(notice: GoalWaits) -> Message:
    """To whoever has to answer: the terms, why they matter, and the buttons; the outcome once answered."""
    text = _waits_line(notice)
    return Message(
        text,
        [
            section(f":dart: {text}"),
            section(_terms(notice)),
            *_why(notice),
            *_note(notice),
            _outcome(notice) or actions(*_answers(notice)),
        ],
    )


def _outcome(notice: GoalNotice) -> Block | None:
    """Line in place of the buttons once it is answered; None before."""
    if not notice.outcome:
        return None
    return context(f"{notice.by} {_OUTCOMES[notice.outcome]}")


def _waits_line(notice: GoalNotice) -> str:
    team = f" (for {notice.team})" if notice.team else ""
    return f"*{notice.actor}* {_WHAT[notice.action]}: {_name(notice)}{team}"


def _name(notice: GoalNotice) -> str:
    return f"*{title(notice.terms['title'])}*"


def _terms(notice: GoalNotice) -> str:
    asked = _in_words(notice, terms_from(notice.terms))
    if not notice.counter:
        return f"*{asked}*"
    return f"*Asked:* {asked}\n*Offered instead:* {_in_words(notice, terms_from(notice.counter))}"


def _in_words(notice: GoalNotice, terms: Terms) -> str:
    return terms_in_words(terms, notice.goal_kind, notice.unit, notice.today)


def _why(notice: GoalNotice) -> list[Block]:
    return reason_blocks(notice.why, [text for _, text in notice.above])


def _note(notice: GoalNotice) -> list[Block]:
    return quotation(harmless(notice.note, notice.names))


def _answers(notice: GoalNotice) -> list[Element]:
    actions = [GoalAction.accept, GoalAction.counter]
    actions += [GoalAction.raise_concern] if notice.state is GoalState.proposed else [GoalAction.withdraw]
    return [_button(action, notice) for action in actions]


def _button(action: GoalAction, notice: GoalNotice) -> Element:
    value = f"{notice.goal_id}:{notice.goal_version}"
    if action in CLICKS:
        label, style = CLICKS[action]
        return button(label, f"{ACT}:{action.value}", value=value, style=style)
    return button(FORMS[action], f"{FORM}:{action.value}", value=value)


def told(notice: GoalNews) -> Message:
    """To the other side: what was done with the goal."""
    text = f"{_DONE_SIGNS.get(notice.action, ':dart:')} {told_line(notice)}"
    return Message(text, [section(text), *_note(notice), actions(_open(notice))])


_DONE_SIGNS: Mapping[str, str] = {
    GoalAction.accept: ":handshake:",
    GoalAction.finish: ":white_check_mark:",
    GoalAction.drop: ":wastebasket:",
}


def told_line(notice: GoalNews) -> str:
    """What was done with the goal, as one line of a digest."""
    return f"*{notice.actor}* {_WHAT[notice.action]}: {_name(notice)}"


def _open(notice: GoalNotice) -> Element:
    return button("Open", OPEN_GOAL, value=str(notice.goal_id))


def concern(notice: GoalConcern) -> Message:
    """In the group conversation about a concern: its words, the terms, and the buttons while it is open."""
    what = {
        GoalAction.raise_concern: "has a concern about",
        GoalAction.answer_concern: "answers the concern about",
        GoalAction.invite: "invites a coach to talk about",
    }[notice.action]
    text = f"*{notice.actor}* {what} {_name(notice)}"
    buttons = [
        _button(action, notice)
        for action in (GoalAction.answer_concern, GoalAction.invite, GoalAction.withdraw)
    ]
    is_open = notice.state is GoalState.concern
    outcome = _outcome(notice)
    return Message(
        text,
        [
            section(f":speech_balloon: {text}"),
            *_note(notice),
            section(_terms(notice)),
            *_why(notice),
            *([outcome or actions(*buttons)] if is_open else []),
            context("Only the people of this conversation can read it. Talk it over right here."),
        ],
    )


def nudge(notice: GoalNudge) -> Message:
    """The question again, once, after two working days without an answer."""
    text = nudge_line(notice)
    is_concern = notice.state is GoalState.concern
    buttons = [_button(GoalAction.answer_concern, notice)] if is_concern else _answers(notice)
    headline = section(f":hourglass_flowing_sand: {text}")
    return Message(text, [headline, section(_terms(notice)), actions(*buttons)])


def nudge_line(notice: GoalNudge) -> str:
    """The repeated question as one line of a digest."""
    other = notice.proposer if notice.state is GoalState.proposed else notice.owner
    return f"{other} still waits for your answer on {_name(notice)}"


def nudge_row(notice: GoalNudge) -> ReminderRow:
    """The repeated question as a row among other reminders."""
    other = notice.proposer if notice.state is GoalState.proposed else notice.owner
    what = {
        GoalState.proposed: "proposes",
        GoalState.countered: "offers other terms for",
        GoalState.concern: "has a concern about",
    }.get(notice.state, "waits for your answer on")
    text = fitted(f"{other.partition(' ')[0]} {what} *", title(notice.terms["title"]), "*")
    label = "Open" if notice.state is GoalState.concern else "Answer"
    return ReminderRow(text, label, OPEN_GOAL, str(notice.goal_id))


def nudge_needs(notice: GoalNudge) -> list[str]:
    """What waits until the question is answered."""
    return [f"goals.{what}:{notice.goal_id}" for what in ("answer", "concern")]


def reached(notice: GoalReached) -> Message:
    """To the owner, once: whether the team hears of it is theirs to decide."""
    text = f":tada: You reached {_name(notice)}: {_reached_amount(notice)}"
    buttons = [_open(notice)]
    if notice.outcome:
        where = [context(f":loudspeaker: It goes to the team, in <#{notice.channel}>.")]
    elif notice.channel:
        buttons = [button("Tell the team", SHARE, value=str(notice.goal_id), style="primary"), *buttons]
        where = [context(f"Nobody else is told, unless you tell the team in <#{notice.channel}>.")]
    else:
        where = []
    return Message(text, [section(text), actions(*buttons), *where])


def reached_line(notice: GoalReached) -> str:
    """A reached goal as one line of a digest."""
    return f":tada: You reached {_name(notice)}"


def _reached_amount(notice: GoalReached) -> str:
    kind, current = notice.goal_kind, notice.current
    return "it is there." if kind is GoalKind.milestone else f"{amount(current, kind, notice.unit)}."


NOTICES = (
    NoticeKind(GoalWaits, waits, Unsolicited("Goals that wait for your answer", group=MessageGroup.waiting)),
    NoticeKind(GoalNews, told, Unsolicited("What happens to your goals", told_line, is_news=True)),
    NoticeKind(GoalConcern, concern),
    NoticeKind(
        GoalNudge,
        nudge,
        Unsolicited("Reminders of unanswered goals", nudge_line, group=MessageGroup.reminders),
        reminds=Reminding(nudge_row, nudge_needs),
    ),
    NoticeKind(GoalReached, reached, Unsolicited("Goals you reached", reached_line, is_news=True)),
)
