"""Answers to plain words: the command's own message, a button, or a choice. Pure."""

import re
from collections.abc import Mapping, Sequence

from bot.deliveries.notices import InDoubt, NoticeKind
from bot.features.ask.commands.buttons import THANK, TYPE, WON, filled
from bot.features.ask.commands.typed import typed
from bot.features.ask.notices import AskAnswer
from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Decision, Reading, Slots, Verdict
from bot.features.doors import views as doors_views
from bot.features.goals.views.messages import CHANGE_WORDS
from bot.features.needs import views as needs_views
from bot.slack.blocks import Element, Message, actions, button, context, section
from bot.slack.text import MENTION, escape, typed_excerpt, unescape

TOO_LONG = "Shorter, please: one question of at most 200 characters."
_ANY_TIME = "Any time."
_MOST_BLOCKS, _MOST_ASKED_ABOUT = 50, 3
_LABELS: Mapping[AskIntent, str] = {
    AskIntent.today: "What waits for me",
    AskIntent.team: "Who needs me",
    AskIntent.thanked: "Most thanked",
    AskIntent.pulse: "Anonymous questions",
    AskIntent.my_kudos: "My kudos",
    AskIntent.inbox: "For me to read",
    AskIntent.reviews: "My reviews",
    AskIntent.contests: "Contests",
    AskIntent.one_to_one: "My 1:1s",
    AskIntent.record: "Who read it",
    AskIntent.settings: "My settings",
    AskIntent.board: "Leaderboard",
    AskIntent.help: "Everything I can do",
    AskIntent.checkin: "Check in",
    AskIntent.won: "Log a won deal",
    AskIntent.goal: "New goal",
    AskIntent.learn: "Library",
    AskIntent.mentor: "Mentors",
    AskIntent.play: "Plays",
}
_LONGEST_LABEL, _LONGEST_WORDS = 75, 30


def answer_message(message: Message, reading: Reading, names: Mapping[str, str]) -> Message:
    """The command's own message, and below it the command that was read."""
    written = _shown(typed(reading), names)
    if not written:
        return message
    blocks = message.blocks or [section(message.text)]
    return Message(message.text, [*blocks[: _MOST_BLOCKS - 1], context(f"I read: `{written}`")])


def decision_message(decision: Decision, names: Mapping[str, str], words: str) -> Message:
    """What is said where no command is run: a button, a choice, or that the words are not known."""
    match decision.verdict:
        case Verdict.any_time:
            return _said(f"{decision.word.capitalize()}." if decision.word else _ANY_TIME)
        case Verdict.nobody:
            return _said(f"I know nobody called “{escape(decision.word)}”. Write @ and choose.")
        case Verdict.offer:
            (reading,) = decision.readings
            said = f"Shall I open this for you: *{escape(label(reading, names))}*?"
            return Message(said, [section(said), actions(*_buttons(decision.readings, names))])
    said = {
        Verdict.which: "Which one do you mean?",
        Verdict.ask_back: "Did you mean:",
        Verdict.unknown: f"I don't know “{typed_excerpt(words)}”. Did you mean:",
    }[decision.verdict]
    if decision.verdict is Verdict.ask_back and decision.word:
        said = f"I don't know the time “{typed_excerpt(decision.word)}”. {said}"
    buttons = _buttons(decision.readings, names)
    if decision.verdict is not Verdict.which:
        buttons.append(doors_views.everything())
    return Message(said, [section(said), actions(*buttons)])


def too_slow_message(reading: Reading | None, names: Mapping[str, str]) -> Message:
    """To who has waited long enough: the command that gives the answer, as far as the sentence was read."""
    return _said(f"That took too long. Try `{_shown(typed(reading), names) if reading else '/pacer help'}`.")


def form_message(reading: Reading, names: Mapping[str, str]) -> Message:
    """A command that opens a window, where none can be opened: the button that does."""
    said = "This opens in a window:"
    return Message(said, [section(said), actions(*_buttons((reading,), names))])


def doubtful_thanks_message(thanks: Reading, names: Mapping[str, str]) -> Message:
    """To who thanks somebody with a question: nobody is thanked yet, and nothing is shown."""
    whom = label(thanks, names).removeprefix("Thank ")
    said = f"{label(thanks, names)}, or ask about {whom}?"
    about = [
        Reading(AskIntent.sheet, Slots(people=(who,))) for who in thanks.slots.people[:_MOST_ASKED_ABOUT]
    ]
    return Message(said, [section(escape(said)), actions(*_buttons((thanks, *about), names))])


def no_team_message() -> Message:
    """To who asks for their people, and leads nobody."""
    said = "You lead nobody."
    mine = button("My goals", f"{TYPE}:0", value="/goal list mine")
    return Message(said, [section(said), actions(mine, doors_views.everything())])


def label(reading: Reading, names: Mapping[str, str]) -> str:
    """What the button of a reading says."""
    slots, free = reading.slots, _cut(reading.free)
    people = " and ".join(unescape(names.get(who, "")).partition(" ")[0] for who in slots.people)
    whose = _whose(slots, people)
    told = {
        AskIntent.sheet: f"{whose} numbers {free} {slots.period}",
        AskIntent.metric: f"{whose} {slots.metric} {free} {slots.period}",
        AskIntent.board: f"{_LABELS[AskIntent.board]} {free}",
        AskIntent.goals: f"G{slots.goal}" if slots.goal else f"{whose} goals",
        AskIntent.evidence: f"On record about {people or 'me'}",
        AskIntent.thank: f"Thank {people}" if people else "Give kudos",
        AskIntent.feedback: f"Give feedback to {people}" if people else "Give feedback",
        AskIntent.ask_feedback: f"Ask {people} for feedback" if people else "Ask for feedback",
        AskIntent.quiet: f"Snooze {free.lower()}",
        AskIntent.topic: f"Add a topic: {free}" if free else "Add a topic",
    }
    return " ".join((told.get(reading.intent) or _LABELS[reading.intent]).split())


def _whose(slots: Slots, people: str) -> str:
    if people:
        return f"{people}'s"
    if slots.teams:
        return f"{slots.teams[0]}'s"
    return "Team's" if slots.own_team else "My"


def _buttons(readings: Sequence[Reading], names: Mapping[str, str]) -> list[Element]:
    return [_button(number, reading, names) for number, reading in enumerate(readings)]


def _button(number: int, reading: Reading, names: Mapping[str, str]) -> Element:
    told = label(reading, names)[:_LONGEST_LABEL]
    match reading.intent:
        case AskIntent.today | AskIntent.team:
            return button(told, needs_views.SHOW)
        case AskIntent.thank:
            return button(told, THANK, value=filled(reading))
        case AskIntent.won:
            return button(told, WON, value=filled(reading))
        case AskIntent.goal if reading.free:
            return button(told, CHANGE_WORDS, value=filled(reading))
        case AskIntent.goal:
            return button(told, f"{TYPE}:{number}", value="/goal set")
    words = filled(reading) if reading.intent in WITH_BUTTON else typed(reading)
    return button(told, f"{TYPE}:{number}", value=words)


def _shown(words: str, names: Mapping[str, str]) -> str:
    """The command as it would be typed: people by name, nothing that ends the code it stands in."""
    named = re.sub(MENTION, lambda found: f"@{names.get(found[1], '')}", words)
    return named.replace("`", "'")


def _said(text: str) -> Message:
    return Message(text, [section(text)])


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"


def _drawn(notice: AskAnswer) -> Message:
    return Message(notice.text, [dict(each) for each in notice.blocks])


NOTICES = (NoticeKind(AskAnswer, _drawn, when_in_doubt=InDoubt.repeat, is_forgotten=True),)
