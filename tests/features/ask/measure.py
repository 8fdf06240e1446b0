"""What becomes of sentences whose meaning is written beside them. They are counted, never shown."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.features.ask.rules.deciding import decide
from bot.features.ask.rules.facts import AskIntent, Decision, KnownNames, Reading, Verdict
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import folded, tidied, words_of
from bot.features.metrics.commands.periods import find_span

from .northwind import IDS, known_to

HERE = Path(__file__)
UNSEEN = tomllib.loads(HERE.with_name("unseen_sentences.toml").read_text())["sentence"]
LEARNED = tomllib.loads(HERE.with_name("learned_sentences.toml").read_text())["sentence"]
TAUGHT = tomllib.loads(HERE.with_name("taught_sentences.toml").read_text())["sentence"]
_COLUMNS = dict.fromkeys(("person", "team", "metric", "period", "means"), "")
_WITH_SUBJECT = frozenset(
    {"sheet", "metric", "goals", "thank", "feedback", "ask_feedback", "one_to_one", "evidence"}
)
_OF_SEVERAL = frozenset({"thank", "goal", "won", "topic"})
_WITH_PERIOD = frozenset({"sheet", "metric", "board", "thanked"})


def counted(rows: Sequence[dict[str, str]]) -> Counter[str]:
    """How many sentences became what."""
    return Counter(verdict(_COLUMNS | row) for row in rows)


def told(counts: Counter[str]) -> str:
    """The counts in words."""
    return ", ".join(f"{name} {counts[name]}" for name in ("right", "asked back", "not known", "wrong"))


def verdict(row: dict[str, str]) -> str:
    """What became of one sentence."""
    who = "ana" if row["who"] == "admin" else row["who"]
    known = known_to(who)
    decision = decide(tidied(as_sent(row["says"])), known)
    if decision.verdict in (Verdict.answer, Verdict.offer):
        return "right" if is_meant(decision.readings[0], row, known) else "wrong"
    if row["intent"] == "none":
        return "right"
    return "asked back" if holds(decision, row, known) else "not known"


def as_sent(says: str) -> str:
    """The words as Slack sends them: who is picked after an @ is a mention."""
    return re.sub(
        r"<?@(\w+)>?", lambda at: f"<@{IDS[at[1].lower()]}>" if at[1].lower() in IDS else at[0], says
    )


def holds(decision: Decision, row: dict[str, str], known: KnownNames) -> bool:
    """Whether what was meant is among the buttons."""
    names = [each for each in re.split(r",| and ", row["person"]) if each.strip()]
    if len(names) > 1 and row["intent"] not in _OF_SEVERAL:
        # Of two people each has a button.
        return all(holds(decision, row | {"person": each.strip()}, known) for each in names)
    return any(is_meant(each, row, known) for each in decision.readings)


def is_meant(reading: Reading, row: dict[str, str], known: KnownNames) -> bool:
    """Whether this is what the writer of the sentence meant, with whom and when."""
    if row["intent"] == "evidence" and row["metric"]:
        # What stands behind a figure is told with it.
        return reading.intent is AskIntent.metric and not faults(reading, row | {"intent": "metric"}, known)
    if row["intent"] not in AskIntent.__members__ or reading.intent != row["intent"]:
        return False
    return not faults(reading, row, known)


def faults(reading: Reading, row: dict[str, str], known: KnownNames) -> list[str]:
    """The slots that are not as they were meant."""
    slots, intent = reading.slots, row["intent"]
    wrong = []
    if intent == "thank" and len(slots.people) > 1:
        # The key has one of several; its words name them all.
        written = f"{row['means']} {row['person']}".lower()
        named = {who for name, who in IDS.items() if name in written}
        return [] if set(slots.people) <= named else ["person"]
    if intent in _WITH_SUBJECT and row["person"] and not is_person(slots.people, row["person"], known):
        wrong.append("person")
    if (
        intent in _WITH_SUBJECT
        and not row["person"]
        and slots.people
        and not set(slots.people) <= {known.asker_id}
    ):
        wrong.append("person too many")
    if (
        intent in ("sheet", "metric", "board")
        and row["team"]
        and not is_team(slots.teams, slots.own_team, row["team"])
    ):
        wrong.append("team")
    if intent in ("metric", "board") and metric_of(row["metric"], known) != slots.metric:
        wrong.append("metric")
    if intent in _WITH_PERIOD and not is_period(slots.period, row["period"], known):
        wrong.append("period")
    return wrong


def is_person(ids: tuple[str, ...], written: str, known: KnownNames) -> bool:
    """Whether these are the people of the row, a name or several."""
    names = [each for each in folded(written).replace(",", " ").replace(" and ", " ").split() if each]
    wanted = {IDS[name.strip("@")] for name in names if name.strip("@") in IDS}
    if not wanted or wanted == {known.asker_id}:
        return set(ids) <= {known.asker_id}
    return set(ids) == wanted


def is_team(teams: tuple[str, ...], own_team: bool, written: str) -> bool:
    """Whether this is the team of the row, by name, or the own one."""
    return own_team or any(folded(name) == folded(written) for name in teams)


def metric_of(written: str, known: KnownNames) -> str:
    """The metric of the row as commands take it."""
    name = folded(written).replace("_", " ")
    return known.metrics.get(name) or known.metrics.get(METRIC_ALIASES.get(name, ""), "")


def is_period(period: str, written: str, known: KnownNames) -> bool:
    """Whether these are the same days; none is this quarter's."""

    def days(text: str) -> object:
        typed = read_slots(Sentence.of(words_of(tidied(f"in {text}"))), known).period if text else ""
        span = find_span(typed or "this quarter", known.today, known.fiscal)
        return (span.start, span.end) if span else text

    return days(period) == days(written)
