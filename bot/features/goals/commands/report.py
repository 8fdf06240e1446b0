"""Reports of progress as people type them: `G4 — on track`, `Pipeline +5k, at risk: legal`; pure."""

import re

from bot.common.amounts import narrow
from bot.common.amounts_in_text import amount_at
from bot.common.errors import BadInput
from bot.common.locales import Locale, TypedOn
from bot.common.numbers import NumberChange, parse_change
from bot.features.goals.commands.clauses import GoalSentence, goal_name
from bot.features.goals.commands.intents import GoalName, OpenGoalForm, Update
from bot.features.goals.rules.draft import LONGEST_NOTE, LONGEST_TITLE, check_length
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalAction

GOAL = r"[gG#]\d{1,9}"
# What stands between goal, number, health and note; a dash before a digit is its minus.
SEPARATOR = r"(?:[\s:,;]|\.(?=\s|$)|[–—-]+(?=\s|[^\W\d]|$))+"
_QUOTED = "[\"“„«][^\"“”„«»]+[\"”“»]|['‘‚][^'‘’‚]+['’‘]"
_NAMED = re.compile(rf"({GOAL}|{_QUOTED})(?:{SEPARATOR}|$)(.*)", re.DOTALL)
_HEALTHS = "|".join(health.value.replace(" ", r"[ -]") for health in GoalHealth)
# Behind a number its unit may stand, "+2 trial accounts on track"; "not on track" is no health.
_UNIT = r"(?:(?!(?:not|never|hardly|barely|almost|nearly|no|isn't|if)\b)[^\W\d_]+\s+){0,4}?"
_HEALTH = re.compile(rf"(?:is\s+)?({_HEALTHS})(?=\W|$)", re.IGNORECASE)
_HEALTH_AFTER_NUMBER = re.compile(rf"{_UNIT}({_HEALTHS})(?=\W|$)", re.IGNORECASE)
_LIKE_A_NUMBER = re.compile(r"[+=–-]?[^\w\s]?[.,]?\d")
_ADD = re.compile(rf"(\S.*?)\s+to\s+({GOAL})\s*")
_DATED = re.compile(r"\b(?:by|until)\b", re.IGNORECASE)
_HOW = "Write a number (`+2` adds, `7` sets) or how it goes, such as `/goal update G4 +2 on track`."


def goal_and_rest(words: str) -> tuple[GoalName, str] | None:
    """The goal that the words begin with, by number or in quotes, and what follows; None without one."""
    found = _NAMED.fullmatch(words)
    return (goal_name(found[1]), found[2].strip()) if found else None


def parse_report(rest: str, on: TypedOn) -> Update | OpenGoalForm | None:
    """What `update ...` reports; None where it is the sentence of a goal, `update the CRM by friday`.

    BadInput: it names a goal by number or in quotes, but no number or health that can be read.
    """
    words = GoalSentence.of(rest).text
    named = goal_and_rest(words)
    if not words or (named and not named[1]):
        return OpenGoalForm(GoalAction.update, named[0] if named else GoalName())
    if named:
        return report_of(*named, on.locale) or refused(named[0], named[1])
    report = report_of(GoalName(), words, on.locale) or _by_title(words, on.locale)
    is_dated = _DATED.search(words) is not None
    if report and is_dated and report.health is None and not (report.change and report.change.adds):
        return None
    if report is None and not is_dated and not re.search(r"\d", words):
        return OpenGoalForm(GoalAction.update, goal_name(words))
    return report


def parse_addition(rest: str, locale: Locale) -> Update | None:
    """What `add 2 to G4` reports; None for other words."""
    found = _ADD.fullmatch(GoalSentence.of(rest).text)
    if found is None:
        return None
    change = parse_change(found[1], locale=locale)
    return Update(goal_name(found[2]), NumberChange(change.value, True, change.unit, change.sign))


def report_of(name: GoalName, words: str, locale: Locale) -> Update | None:
    """Report of `+5k on track went well`: number, health, note; None without one of the first two.

    BadInput: it begins with what is meant as a number and is none.
    """
    change, rest = _change(words, locale)
    health = (_HEALTH_AFTER_NUMBER if change else _HEALTH).match(rest)
    if change is None and health is None:
        return None
    note = re.sub(rf"^!*(?:{SEPARATOR})?", "", rest[health.end() :] if health else rest).strip()
    check_length(note, LONGEST_NOTE, "The note", field="note")
    said = GoalHealth(health[1].lower().replace("-", " ")) if health else None
    return Update(name, change, said, note)


def refused(name: GoalName, words: str) -> Update:
    """Raises BadInput: the words about this goal are no report, and no goal to set either."""
    which = f"G{name.number}" if name.number else f"“{name.words}”"
    raise BadInput(f"I cannot read “{words[:60]}” as news of {which}. {_HOW}")


def _by_title(words: str, locale: Locale) -> Update | None:
    """Report of `acme renewals +5k`: the goal's words stand before the number or health; None otherwise."""
    # Titles are no longer, which bounds the search in long texts.
    for end in re.finditer(rf"{SEPARATOR}(?=\S)", words[: LONGEST_TITLE + 1]):
        name = goal_name(words[: end.start()])
        if end.start() and (found := report_of(name, words[end.end() :], locale)):
            return found
    return None


def _change(words: str, locale: Locale) -> tuple[NumberChange | None, str]:
    """The number that the words begin with, and the rest without what separates them."""
    plain = narrow(words)
    sign = plain[:1] if plain[:1] in ("+", "-", "–", "=") else ""
    begins = len(sign) + (plain[:2] == "= ")
    begun = plain[begins : begins + 1].strip()
    found = amount_at(plain, begins, locale, words, leads=bool(sign)) if begun else None
    if found is None:
        token = words.split()[0].rstrip(",;:") if words.split() else ""
        if _LIKE_A_NUMBER.match(token):
            parse_change(token, locale=locale)
        return None, words
    amount = found.amount
    value = -amount.value if sign in ("-", "–") else amount.value
    change = NumberChange(value, sign.strip() not in ("", "="), amount.unit, amount.sign)
    return change, re.sub(rf"^{SEPARATOR}", "", words[found.end :])
