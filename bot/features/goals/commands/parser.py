"""What people write after /goal, as an intent.

The first word is a verb only if all that follows fits it; otherwise a sentence with a number or a date is a
goal to set: `update the CRM by friday` is one, `update G3 +5k` is a report.
"""

import difflib
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from bot.common.errors import BadInput
from bot.common.numbers import NumberChange, parse_change, parse_target
from bot.features.goals.commands.clauses import GoalSentence, goal_name
from bot.features.goals.commands.intents import (
    GoalName,
    Intent,
    ListGoals,
    OpenGoalForm,
    RespondToGoal,
    ShowGoal,
    ShowGoalHelp,
    ShowHistory,
    ShowTree,
    Update,
)
from bot.features.goals.commands.set_goal import parse_set
from bot.features.goals.rules.draft import LONGEST_CONCERN, LONGEST_NOTE, LONGEST_TITLE, check_length
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalAction
from bot.framework.grammar import Grammar, Verb, everything
from bot.slack.text import MENTION, mentions

_NUMBER = r"[gG#]\d{1,9}"
_HEALTH = "|".join(health.value.replace(" ", r"[ -]") for health in GoalHealth)
_LISTS = {"": Which.mine, "mine": Which.mine, "me": Which.mine, "my": Which.mine, "team": Which.team}
_LISTS |= {"my team": Which.team, "at risk": Which.at_risk, "risk": Which.at_risk, "all": Which.all}


def _sentence(words: str, today: date) -> Intent:
    sentence = GoalSentence.of(words)
    has_date = sentence.take_day("by|until|due|before", today, "due") is not None
    if has_date or sentence.take_amounts() or sentence.take_range():
        return parse_set(words, today)
    first = words.split()[0].lower()
    near = difflib.get_close_matches(first, [*GRAMMAR.words, "checkin"], n=1)
    if near:
        return ShowGoalHelp(f"I don't know “{first}”. Did you mean `/goal {near[0]}`?")
    return ShowGoalHelp("To set a goal, say how much and by when: `/goal Close 12 deals by 31 Dec`.")


def _set(rest: str, today: date) -> Intent:
    return parse_set(rest, today) if rest else OpenGoalForm()


def _list(rest: str, _: date) -> Intent | None:
    people = mentions(rest)
    words = " ".join(re.sub(MENTION, " ", rest).lower().split())
    page = re.search(r"(?:^|\s)page (\d{1,4})$", words)
    words = words[: page.start()].strip() if page else words
    number = int(page[1]) if page else 1
    if people:
        return ListGoals(Which.person, people[0], number) if not words and len(people) == 1 else None
    which = _LISTS.get(words)
    return ListGoals(which, None, number) if which else None


def _update(rest: str, _: date) -> Intent | None:
    if not rest or re.fullmatch(_NUMBER, rest):
        return OpenGoalForm(GoalAction.update, goal_name(rest))
    found = re.match(rf"(?P<goal>{_NUMBER}\s+|\"[^\"]+\"\s+)?(?P<rest>.+)$", GoalSentence.of(rest).text)
    if found is None:
        return None
    name, words = goal_name(found["goal"] or ""), found["rest"]
    return _report(name, words) or (None if found["goal"] else _named_report(words))


def _report(name: GoalName, words: str) -> Update | None:
    """Intent of `+5k on track went well`: number, health, note; None without one of the first two."""
    first, _, rest = words.partition(" ")
    change = _change(first)
    if change is None:
        rest = words
    health = re.match(rf"({_HEALTH})(?=$|[\s,.:;])[\s,.:;]*", rest, re.IGNORECASE)
    if change is None and health is None:
        return None
    note = rest[health.end() :] if health else rest
    check_length(note, LONGEST_NOTE, "The note", field="note")
    said = GoalHealth(health[1].lower().replace("-", " ")) if health else None
    return Update(name, change, said, note.strip())


def _named_report(words: str) -> Update | None:
    """Intent of `acme renewals +5k`: the goal's words stand before the number or health; None otherwise."""
    is_dated = not {"by", "until"}.isdisjoint(words.lower().split(" "))
    # Titles are no longer, which bounds the search in long texts.
    for end in re.finditer(" ", words[: LONGEST_TITLE + 1]):
        found = _report(GoalName(words=words[: end.start()]), words[end.end() :])
        if found is not None and not is_dated:
            return found
    return None


def _change(word: str) -> NumberChange | None:
    with suppress(BadInput):
        return parse_change(word)
    if re.fullmatch(r"[+=-]?[$€£¥₹]?[\d_.,]+\S*", word):
        parse_change(word)  # It looks like a number: its sentence is worth more than a guess.
    return None


def _plain(action: GoalAction) -> Callable[[str, date], Intent | None]:
    def answer(rest: str, _: date) -> Intent | None:
        found = re.fullmatch(rf"(?P<goal>{_NUMBER})?(?:[\s,:]+(?P<note>.+)|)", rest)
        if found is None or (found["note"] and not found["goal"]):
            # Words of a title name a goal, unless they are a sentence with a number or a date.
            return RespondToGoal(action, goal_name(rest)) if not re.search(r"\d|\bby\b", rest) else None
        note = re.sub(r"^because\s+", "", found["note"] or "", flags=re.IGNORECASE)
        return RespondToGoal(action, goal_name(found["goal"] or ""), note)

    return answer


def _concern(rest: str, _: date) -> Intent | None:
    found = re.match(rf"({_NUMBER})?[\s,:]*(.*)$", rest)
    name, note = goal_name((found[1] if found else "") or ""), found[2] if found else ""
    if not note:
        return OpenGoalForm(GoalAction.raise_concern, name)
    check_length(note, LONGEST_CONCERN, "The concern", field="note")
    return RespondToGoal(GoalAction.raise_concern, name, note)


def _offer(action: GoalAction) -> Callable[[str, date], Intent | None]:
    def offer(rest: str, today: date) -> Intent | None:
        found = re.match(rf"({_NUMBER})?[\s,:]*(.*)$", GoalSentence.of(rest).text)
        name, words = goal_name((found[1] if found else "") or ""), found[2] if found else ""
        if not words:
            return OpenGoalForm(action, name)
        sentence = GoalSentence(words)
        note = sentence.take_reason()
        due = sentence.take_day("by|until|due|before", today, "due")
        title = sentence.take(r'(?:^|\s)(?:title|name)\s+"([^"]+)"')
        typed = re.sub(r"^to\s+", "", sentence.text.strip(" ,"), flags=re.IGNORECASE)
        if not typed and due is None and title is None:
            raise BadInput(f"Offer a number or a date: `/goal {action} G3 10 by 15 Jan because ...`.")
        target = parse_target(typed, "target") if typed else None
        return RespondToGoal(action, name, note, target, due, title[1] if title else None)

    return offer


def _show(rest: str, _: date) -> Intent | None:
    return ShowGoal(goal_name(rest)) if rest else None


def _tree(rest: str, _: date) -> Intent | None:
    page = re.search(r"(?:^|\s)page (\d{1,4})$", rest, re.IGNORECASE)
    words = rest[: page.start()].strip() if page else rest
    return ShowTree(goal_name(words) if words else None, int(page[1]) if page else 1)


def _history(rest: str, _: date) -> Intent | None:
    page = re.search(r"(?:^|\s)page (\d{1,4})$", rest, re.IGNORECASE)
    words = rest[: page.start()].strip() if page else rest
    return ShowHistory(goal_name(words), int(page[1]) if page else 1)


def _goal_number(words: str, _: object) -> tuple[GoalName] | None:
    return (goal_name(words),) if re.fullmatch(_NUMBER, words) else None


def _acts(name: str, action: GoalAction, *also: str, meaning: str = "") -> Verb[Intent]:
    """A verb that needs no more than a goal; words after its number are a note."""
    usage = f"{name} G4" if meaning else ""
    return Verb(name, _plain(action), everything, also=also, writes=True, usage=usage, meaning=meaning)


# The verb `set` may be left out, so a sentence with a number or a date is a goal to set.
GRAMMAR = Grammar[Intent, date](
    "/goal",
    Verb("set", _set, everything, also=("add",), writes=True),
    Verb("list", _list, everything, usage="list [team | at risk | @ben]", meaning="goals and how they go"),
    Verb("", ShowGoal, _goal_number, usage="G4", meaning="one goal with all that belongs to it"),
    Verb("update", _update, everything, writes=True, usage="update G4 +50k", meaning="report progress"),
    _acts("accept", GoalAction.accept, meaning="agree to it"),
    Verb(
        "counter",
        _offer(GoalAction.counter),
        everything,
        writes=True,
        usage="counter G4 10 by 15 Jan",
        meaning="offer something else",
    ),
    Verb("edit", _offer(GoalAction.edit), everything, writes=True),
    Verb(
        "concern", _concern, everything, writes=True, usage="concern G4 why", meaning="say what worries you"
    ),
    _acts("done", GoalAction.finish, "finish", meaning="it is reached"),
    _acts("drop", GoalAction.drop, meaning="it is not pursued any more"),
    _acts("reopen", GoalAction.reopen),
    _acts("withdraw", GoalAction.withdraw),
    Verb("show", _show, everything, also=("why",)),
    Verb("tree", _tree, everything, usage="tree", meaning="which goal belongs to which"),
    Verb("history", _history, everything, usage="history G4", meaning="who changed what"),
    Verb("help", ShowGoalHelp),
    bare=ListGoals,
    bare_meaning="your own goals",
    otherwise=_sentence,
    otherwise_writes=lambda _: True,
    tidy=lambda text: " ".join(text.split()),
)
