"""The parts of a sentence about a goal: `by friday`, `for @ben`, `under G3`, `from 5% to 3%`, ... Pure."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice, takewhile

from bot.common.amounts import narrow
from bot.common.amounts_in_text import FoundAmount, amount_at, find_amounts
from bot.common.dates import find_day, is_short_day, looks_like_a_day, parse_day, sounds_like_a_day
from bot.common.errors import BadInput
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.numbers import Amount
from bot.features.goals.commands.intents import GoalName
from bot.features.goals.commands.units import unit_behind
from bot.slack.text import MENTION, mentions

# The most words of a date: "end of the quarter" has four.
_DATE_WORDS = 4
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')
_GOAL = re.compile(r"[gG#](\d{1,9})")
_WORD = re.compile(r"\S++")
_KEYWORDS = r"by|until|from|starting|under|because|weight|private"
_TEAM_WORD = rf"(?!(?:{_KEYWORDS})\b)\S++"
_ONES = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"
_NUMBER_WORD = "|".join([*_ONES.split(), "seventy", "eighty", "ninety", "hundred", "thousand", "million"])
# "the two hospitals", "phase two" and "two-page" count nothing.
_NUMBER_WORDS = re.compile(
    rf"(?<!\bthe )(?<!\bour )(?<!\bmy )(?<!\ball )(?<!\btop )(?<!\bphase )(?<!\bpart )(?<!\bstep )(?<![\w-])"
    rf"((?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))*)\s+[^\W\d_]",
    re.IGNORECASE,
)
# The end of a sentence, or its next part.
_CLAUSE = re.compile(rf"\s*(?:$|(?:{_KEYWORDS}|for|due|before|beginning)\b)", re.IGNORECASE)
_FROM, _TO = re.compile(r"(?:^|\s)from\s+(?=\S)", re.IGNORECASE), re.compile(r"\s+to\s+", re.IGNORECASE)


@dataclass
class GoalSentence:
    """What is left of a sentence; each `take_...` removes what it has understood."""

    text: str
    locale: Locale = DEFAULT_LOCALE

    @classmethod
    def of(cls, typed: str, locale: Locale = DEFAULT_LOCALE) -> "GoalSentence":
        """A sentence with straight quotes and single blanks."""
        return cls(" ".join(typed.translate(_QUOTES).split()), locale)

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

        BadInput with this field: what begins as a day does and is none, past, or of two readings. `today` is
        the writer's local day.
        """
        others, refused = frozenset(keywords.split("|")), ""
        for found in re.finditer(rf"(?:^|(?<=[\s,]))(?:{keywords})\s+", self.text, re.IGNORECASE):
            # No date contains a keyword, so `by by by ...` is read once from each of them.
            rest = takewhile(
                lambda word: word[0].lower() not in others, _WORD.finditer(self.text, found.end())
            )
            ends = [word.end() for word in islice(rest, _DATE_WORDS)]
            typed = [self.text[found.end() : end].rstrip(",.;") for end in ends]
            for end, words in reversed([*zip(ends, typed, strict=True)]):
                day = self._day(words, today, field)
                if day is not None:
                    self._cut(found.start(), end)
                    return day
            refused = refused or next(filter(sounds_like_a_day, typed[::-1]), "")
            # "by 24/7 support" names no day, "by 24/7" alone does.
            for end, words in islice(zip(ends, typed, strict=True), 2):
                if is_short_day(words) and _CLAUSE.match(self.text, end):
                    refused = refused or words
        # Of a number it may be the range: "from 2024 to 2030".
        if refused and not (field == "begins" and refused[0].isdigit() and not is_short_day(refused)):
            parse_day(refused, today, field, self.locale)
        return None

    def _day(self, typed: str, today: date, field: str) -> date | None:
        read = parse_day if looks_like_a_day(typed) else find_day
        return read(typed, today, field, self.locale)

    def take_amounts(self) -> list[Amount]:
        """Every number in the sentence, which stays in it. BadInput: what is meant as one and is none."""
        return [found.amount for found in self._amounts()]

    def take_range(self) -> tuple[Amount, Amount] | None:
        """Start and target of `from 5% to 3%`; None without both. BadInput: a number of two readings."""
        text = narrow(self.text)
        for begins in _FROM.finditer(text):
            start = amount_at(text, begins.end(), self.locale)
            to = _TO.match(text, start.end) if start else None
            target = amount_at(text, to.end(), self.locale) if to else None
            if start and target:
                self._cut(begins.start(), target.end)
                return start.amount, target.amount
        return None

    def with_amount(self, old: Decimal, new: str) -> str:
        """The text with its only number replaced by `new`, if that was `old`; else unchanged."""
        found = list[FoundAmount]()
        with suppress(BadInput):  # A form's title may hold anything.
            found = self._amounts()
        if len(found) != 1 or found[0].amount.value != old:
            return self.text
        return f"{self.text[: found[0].start]}{new}{self.text[found[0].end :]}"

    def check_no_number_words(self) -> None:
        """BadInput: a number in words, `Close ten deals`, that is meant as the target."""
        if found := _NUMBER_WORDS.search(self.text):
            raise BadInput(
                f"“{found[1]}” is a number in words: write it in digits, such as 10, "
                "or put the goal's name in quotes.",
                field="target",
            )

    def unit_after_number(self) -> str:
        """What the first number counts, such as "trial accounts" in "6 trial accounts"; "" without one."""
        found = self._amounts()
        return unit_behind(self.text[found[0].end :]) if found else ""

    def _amounts(self) -> list[FoundAmount]:
        return find_amounts(self.text, self.locale)


def goal_name(text: str) -> GoalName:
    """How a goal is named: `G12` and `#12` by number, anything else by words."""
    name = text.strip().translate(_QUOTES).strip("\"'").strip()
    found = _GOAL.fullmatch(name)
    return GoalName(int(found[1])) if found else GoalName(words=name)
