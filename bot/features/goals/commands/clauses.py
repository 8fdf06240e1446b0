"""The parts of a sentence about a goal: `by friday`, `for @ben`, `under G3`, `from 5% to 3%`, ... Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice, takewhile

from bot.common.dates import find_day, looks_like_a_day, parse_day
from bot.common.errors import BadInput
from bot.common.numbers import AMOUNT, Amount, parse_amount
from bot.features.goals.commands.intents import GoalName
from bot.slack.text import MENTION, mentions

# The most words of a date: "end of the quarter" has four.
_DATE_WORDS = 4
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')
_GOAL = re.compile(r"[gG#](\d{1,9})")
_WHOLE_AMOUNT = re.compile(rf"(?<![\w.,#/$€£¥₹])(?:{AMOUNT})(?![\w%/])", re.IGNORECASE)
# Signs, underscores, exponents, a comma before one or two digits: meant as a number, but none that is read.
_MALFORMED = re.compile(
    r"(?<!\S)(?:-[$€£¥₹]?\d\S*|[$€£¥₹]?\d[\d.,]*_[\d_.,]*|\d[\d.]*e[+-]?\d+|[$€£¥₹]?\d+,\d{1,2}|nan)(?=\s|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S++")
_KEYWORDS = r"by|until|from|starting|under|because|weight|private"
_TEAM_WORD = rf"(?!(?:{_KEYWORDS})\b)\S++"
# At most eight words are tried as the first number, "1 000 000 000 000 000 EUR": bounds the search.
_RANGE = re.compile(r"(?:^|\s)from\s+(\S++(?:\s\S++){0,7}?)\s+to\s+(\S++(?:\s[kKmM]\b)?)")


@dataclass
class GoalSentence:
    """What is left of a sentence; each `take_...` removes what it has understood."""

    text: str

    @classmethod
    def of(cls, typed: str) -> "GoalSentence":
        """A sentence with straight quotes and single blanks."""
        return cls(" ".join(typed.translate(_QUOTES).split()))

    def _cut(self, start: int, end: int) -> None:
        self.text = " ".join(f"{self.text[:start]} {self.text[end:]}".split())

    def take(self, pattern: str) -> re.Match[str] | None:
        """First match of the pattern, case ignored, which is removed; None without one."""
        found = re.search(pattern, self.text, re.IGNORECASE)
        if found:
            self._cut(*found.span())
        return found

    def take_reason(self) -> str:
        """Words after `because`, to the end; "" without them."""
        found = self.take(r"(?:^|[\s,])because\s+(.+)$")
        return found[1].strip() if found else ""

    def take_quoted(self) -> str | None:
        """First words in double quotes, without them; None where none are quoted."""
        found = self.take(r'(?:^|(?<=\s))"([^"]+)"(?=\s|$|[,.])')
        return found[1].strip() if found else None

    def take_people(self) -> list[str]:
        """Ids of everybody mentioned, in order; a `for` before a mention goes with it."""
        found = mentions(self.text)
        self.text = " ".join(re.sub(rf"(?:\bfor\s+)?{MENTION}", " ", self.text).split())
        return found

    def take_team(self) -> str | None:
        """Team of `for team Enterprise`; "" for one's own (`for my team`), None where no team is named."""
        if self.take(r"(?:^|\s)for\s+(?:my|the|our)\s+team(?=\s|$)"):
            return ""
        named = rf'\s+"([^"]+)"|\s+({_TEAM_WORD}(?:\s{_TEAM_WORD}){{0,4}})'
        found = self.take(rf"(?:^|\s)for\s+team(?:{named})?(?=\s|$)")
        return (found[1] or found[2] or "").strip() if found else None

    def take_parent(self) -> GoalName | None:
        """Goal of `under G3` or `under "Win the hospitals"`; None without one."""
        found = self.take(r'(?:^|\s)under\s+(?:[gG#](\d{1,9})\b|"([^"]+)")')
        if found is None:
            return None
        return GoalName(int(found[1])) if found[1] else GoalName(words=found[2])

    def take_day(self, keywords: str, today: date, field: str) -> date | None:
        """Day after one of the keywords ("by|until"); None without one.

        BadInput with this field: what looks like a day and is none. `today` is the writer's local day.
        """
        others = frozenset(keywords.split("|"))
        for found in re.finditer(rf"(?:^|(?<=[\s,]))(?:{keywords})\s+", self.text, re.IGNORECASE):
            # No date contains a keyword, so `by by by ...` is read once from each of them.
            rest = takewhile(
                lambda word: word[0].lower() not in others, _WORD.finditer(self.text, found.end())
            )
            for last in reversed([*islice(rest, _DATE_WORDS)]):
                typed = self.text[found.end() : last.end()].rstrip(",.;")
                day = _day(typed, today, field)
                if day is not None:
                    self._cut(found.start(), last.end())
                    return day
        return None

    def take_amounts(self) -> list[Amount]:
        """Every number in the sentence, which stays in it. BadInput: what is meant as one and is none."""
        for found in _MALFORMED.finditer(self.text):
            parse_amount(found[0])
        return [parse_amount(found[0]) for found in _WHOLE_AMOUNT.finditer(self.text)]

    def take_range(self) -> tuple[Amount, Amount] | None:
        """Start and target of `from 5% to 3%`; None without both."""
        found = _RANGE.search(self.text)
        if found is None:
            return None
        try:
            ends = parse_amount(found[1]), parse_amount(found[2].rstrip(",.;"))
        except BadInput:
            return None
        self._cut(*found.span())
        return ends

    def with_amount(self, old: Decimal, new: str) -> str:
        """The text with its only number replaced by `new`, if that was `old`; else unchanged."""
        found = [*_WHOLE_AMOUNT.finditer(self.text)]
        if len(found) != 1 or parse_amount(found[0][0]).value != old:
            return self.text
        return f"{self.text[: found[0].start()]}{new}{self.text[found[0].end() :]}"

    def unit_after_number(self) -> str:
        """Word after the first number, such as "deals" in "12 deals"; "" without one."""
        found = _WHOLE_AMOUNT.search(self.text)
        after = re.match(r"\s+([^\W\d_][\w-]{1,39})", self.text[found.end() :]) if found else None
        return after[1] if after else ""


def _day(typed: str, today: date, field: str) -> date | None:
    return parse_day(typed, today, field) if looks_like_a_day(typed) else find_day(typed, today, field)


def goal_name(text: str) -> GoalName:
    """How a goal is named: `G12` and `#12` by number, anything else by words."""
    name = text.strip().translate(_QUOTES).strip('"').strip()
    found = _GOAL.fullmatch(name)
    return GoalName(int(found[1])) if found else GoalName(words=name)
