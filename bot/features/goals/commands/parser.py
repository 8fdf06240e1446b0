"""What people write after /goal, as an intent.

The first word is a verb only if all that follows fits it; otherwise a sentence with a number or a date is a
goal to set: `update the CRM by friday` is one, `update G3 +5k` is a report.
"""

import difflib
import re
from collections.abc import Callable

from bot.common.errors import BadInput
from bot.common.locales import TypedOn
from bot.common.numbers import parse_target
from bot.features.goals.commands.clauses import GoalSentence, goal_name
from bot.features.goals.commands.intents import (
    GoalName,
    Intent,
    ListGoals,
    OpenGoalForm,
    RespondToGoal,
    ShowGoal,
    ShowHistory,
    ShowTree,
)
from bot.features.goals.commands.report import (
    GOAL,
    goal_and_rest,
    parse_addition,
    parse_report,
    refused,
    report_of,
)
from bot.features.goals.commands.set_goal import parse_set
from bot.features.goals.rules.draft import LONGEST_CONCERN, check_length
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.state_machine import GoalAction
from bot.framework.grammar import Grammar, Verb
from bot.slack.text import MENTION, mentions

_LISTS = {"": Which.mine, "mine": Which.mine, "me": Which.mine, "my": Which.mine, "team": Which.team}
_LISTS |= {
    "my team": Which.team,
    "at risk": Which.at_risk,
    "risk": Which.at_risk,
    "all": Which.all,
    "ended": Which.ended,
}


def _sentence(words: str, on: TypedOn) -> Intent:
    first, _, rest = words.partition(" ")
    named = goal_and_rest(rest)
    if first.lower() in GRAMMAR.words and named and named[0].number:
        # Whoever names a goal and a verb means that goal, and does not set another.
        return refused(*named)
    near = difflib.get_close_matches(first.lower(), [*GRAMMAR.words, "checkin", "help"], n=1)
    sentence = GoalSentence.of(words, on.locale)
    has_date = sentence.take_day("by|until|due|before", on.today, "due") is not None
    is_about_goal = near and named and named[0].number
    if not is_about_goal and (has_date or sentence.take_amounts() or sentence.take_range()):
        return parse_set(words, on.today, on.locale)
    if near:
        named_alike = f"Of which goal? Write `/goal {near[0]} G4`."
        asked = f"I don't know “{first.lower()}”. Did you mean `/goal {near[0]}`?"
        raise BadInput(named_alike if first.lower() == near[0] else asked)
    raise BadInput("To set a goal, say how much and by when: `/goal Close 12 deals by 31 Dec`.")


def _about_goal(words: str, on: TypedOn) -> Intent | None:
    """Intent of `G4 +2`, `G4: on track`, `G4 done`; None for other words."""
    named = goal_and_rest(words)
    if named is None or not named[0].number or not named[1]:
        return None
    first, _, rest = named[1].partition(" ")
    word = first.strip(",:;").lower()
    verb = next((each for each in GRAMMAR.verbs if word in (each.name, *each.also)), None)
    intent = verb.read(f"G{named[0].number} {rest}".strip(), on) if verb else None
    return intent or report_of(*named, on.locale)


def _set(rest: str, on: TypedOn) -> Intent | None:
    named = goal_and_rest(rest)
    if named and named[0].number:
        return report_of(named[0], re.sub(r"^to\s+", "", named[1]), on.locale)
    return parse_set(rest, on.today, on.locale) if rest else OpenGoalForm()


def _new(rest: str, _: TypedOn) -> Intent | None:
    return OpenGoalForm() if rest.lower() in ("", "goal", "a goal", "a new goal") else None


def _add(rest: str, on: TypedOn) -> Intent | None:
    return parse_addition(rest, on.locale) or _set(rest, on)


def _list(rest: str, _: TypedOn) -> Intent | None:
    people = mentions(rest)
    words = " ".join(re.sub(MENTION, " ", rest).lower().split())
    page = re.search(r"(?:^|\s)page (\d{1,4})$", words)
    words = words[: page.start()].strip() if page else words
    number = int(page[1]) if page else 1
    if people:
        return ListGoals(Which.person, people[0], number) if not words and len(people) == 1 else None
    which = _LISTS.get(words)
    return ListGoals(which, None, number) if which else None


def _plain(action: GoalAction) -> Callable[[str, TypedOn], Intent | None]:
    def answer(rest: str, _: TypedOn) -> Intent | None:
        named = goal_and_rest(rest)
        if named is None or not rest:
            # Words of a title name a goal, unless they are a sentence with a number or a date.
            return RespondToGoal(action, goal_name(rest)) if not re.search(r"\d|\bby\b", rest) else None
        return RespondToGoal(action, named[0], re.sub(r"^because\s+", "", named[1], flags=re.IGNORECASE))

    return answer


def _concern(rest: str, _: TypedOn) -> Intent | None:
    name, note = goal_and_rest(rest) or (GoalName(), rest)
    if not note:
        return OpenGoalForm(GoalAction.raise_concern, name)
    check_length(note, LONGEST_CONCERN, "The concern", field="note")
    return RespondToGoal(GoalAction.raise_concern, name, note)


def _offer(action: GoalAction) -> Callable[[str, TypedOn], Intent | None]:
    def offer(rest: str, on: TypedOn) -> Intent | None:
        words = GoalSentence.of(rest).text
        name, words = goal_and_rest(words) or (GoalName(), words)
        if not words:
            return OpenGoalForm(action, name)
        sentence = GoalSentence(words, on.locale)
        note = sentence.take_reason()
        due = sentence.take_day("by|until|due|before", on.today, "due")
        title = sentence.take(r'(?:^|\s)(?:title|name)\s+"([^"]+)"')
        typed = re.sub(r"^to\s+", "", sentence.text.strip(" ,"), flags=re.IGNORECASE)
        if not typed and due is None and title is None:
            raise BadInput(f"Offer a number or a date: `/goal {action} G3 10 by 15 Jan because ...`.")
        target = parse_target(typed, "target", on.locale) if typed else None
        return RespondToGoal(action, name, note, target, due, title[1] if title else None)

    return offer


def _show(rest: str, _: TypedOn) -> Intent | None:
    return ShowGoal(goal_name(rest)) if rest else None


def _tree(rest: str, _: TypedOn) -> Intent | None:
    page = re.search(r"(?:^|\s)page (\d{1,4})$", rest, re.IGNORECASE)
    words = rest[: page.start()].strip() if page else rest
    return ShowTree(goal_name(words) if words else None, int(page[1]) if page else 1)


def _history(rest: str, _: TypedOn) -> Intent | None:
    page = re.search(r"(?:^|\s)page (\d{1,4})$", rest, re.IGNORECASE)
    words = rest[: page.start()].strip() if page else rest
    return ShowHistory(goal_name(words), int(page[1]) if page else 1)


def _goal_number(words: str, _: TypedOn) -> Intent | None:
    return ShowGoal(goal_name(words)) if re.fullmatch(GOAL, words) else None


def _acts(name: str, action: GoalAction, *also: str, meaning: str = "") -> Verb[Intent]:
    """A verb that needs no more than a goal; words after its number are a note."""
    usage = f"{name} G4" if meaning else ""
    return Verb(name, _plain(action), also=also, writes=True, usage=usage, meaning=meaning)


# The verb `set` may be left out, so a sentence with a number or a date is a goal to set.
GRAMMAR = Grammar[Intent, TypedOn](
    "/goal",
    Verb("set", _set, writes=True),
    Verb("new", _new, also=("create",)),
    Verb("add", _add, writes=True),
    Verb("list", _list, usage="list [team | at risk | ended | @ben]", meaning="goals and how they go"),
    Verb("", _goal_number, usage="G4", meaning="one goal with all that belongs to it"),
    Verb("", _about_goal, writes=True),
    Verb(
        "update",
        parse_report,
        also=("progress", "report"),
        writes=True,
        usage="update G4 +50k",
        meaning="report; also `update G4 7 on track`, `update G4 blocked, no budget`",
    ),
    _acts("accept", GoalAction.accept, meaning="agree to it"),
    Verb(
        "counter",
        _offer(GoalAction.counter),
        writes=True,
        usage="counter G4 10 by 15 Jan",
        meaning="offer something else",
    ),
    Verb("edit", _offer(GoalAction.edit), writes=True, usage="edit G4", meaning="change it"),
    Verb("concern", _concern, writes=True, usage="concern G4 why", meaning="say what worries you"),
    _acts("done", GoalAction.finish, "finish", meaning="it is reached"),
    _acts("drop", GoalAction.drop, meaning="it is not pursued any more"),
    _acts("reopen", GoalAction.reopen, meaning="it goes on"),
    _acts("withdraw", GoalAction.withdraw, meaning="take back what you proposed"),
    Verb("show", _show, also=("why",)),
    Verb("tree", _tree, usage="tree", meaning="which goal belongs to which"),
    Verb("history", _history, usage="history G4", meaning="who changed what"),
    bare=ListGoals,
    bare_meaning="your own goals",
    otherwise=_sentence,
    sentences=(
        ("Close 12 deals by 31 Dec", "set a goal"),
        ("churn from 5% to 3% by eoy because it hurts", "from where to where, and why"),
        ("Win $50k by eoq for @ben under G3", "for somebody, below another goal; `for team` for your team"),
    ),
    otherwise_writes=lambda _: True,
    tidy=lambda text: " ".join(text.split()),
)
