"""Every parser of typed text, by name, and the shapes of long text that are tried on each of them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.common import dates, logs, numbers
from bot.common.date_ranges import Fiscal
from bot.common.locales import DEFAULT_LOCALE, TypedOn
from bot.common.periods import normal_words
from bot.emulator.page import mrkdwn
from bot.emulator.protocol import mentions
from bot.features.coaching.commands import parser as coaching
from bot.features.contests import commands as contests
from bot.features.evidence import commands as evidence
from bot.features.feedback import commands as feedback
from bot.features.goals.commands import clauses, form_input, report, set_goal
from bot.features.goals.commands import parser as goals
from bot.features.imports.listeners import files as imports
from bot.features.imports.rules import columns, days, values
from bot.features.imports.rules.rows import deal_rows
from bot.features.imports.rules.stages import mapping as stage_mapping
from bot.features.kudos.commands import form_input as form_input_commands
from bot.features.kudos.commands import parser
from bot.features.kudos.rules import giving as kudos_rules
from bot.features.kudos.rules import settings as kudos_settings
from bot.features.kudos_health import commands as kudos_health
from bot.features.leaderboards import commands as leaderboards
from bot.features.library.commands import parser as library
from bot.features.mentors import commands as mentors
from bot.features.metrics.commands import measures, periods
from bot.features.metrics.commands.grammar import GRAMMAR as METRICS
from bot.features.metrics.forms.settings import stages_from
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.figures import Unit
from bot.features.notifications.commands import GRAMMAR as SNOOZE
from bot.features.plays import commands as plays
from bot.features.privacy import commands as privacy
from bot.features.pulse import commands as pulse
from bot.features.reviews import commands as reviews
from bot.features.reviews.rules.cycle import actions_in
from bot.features.skills import commands as skills
from bot.features.teams import commands as teams
from bot.features.workspace.rules.days_off import days_off_from
from bot.slack import text

Parser = Callable[[str], Any]

TODAY = date(2026, 11, 23)
_UTC = ZoneInfo("UTC")
_FISCAL = Fiscal()
_DUE = "by|until|due|before"


def _sentence(take: Callable[[clauses.GoalSentence], Any]) -> Parser:
    return lambda typed: take(clauses.GoalSentence.of(typed))


def _after(beginnings: tuple[str, ...], name: str, parse: Parser) -> dict[str, Parser]:
    """The same parser, behind each of its verbs."""

    def behind(verb: str) -> Parser:
        return lambda typed: parse(f"{verb} {typed}")

    return {f"{name} {verb}": behind(verb) for verb in beginnings}


def _goal(typed: str) -> Any:
    return goals.GRAMMAR.parse(typed, TypedOn(TODAY))


def _board(typed: str) -> Any:
    return leaderboards.GRAMMAR.parse(typed, leaderboards.Vocabulary(TODAY))


def _contest(typed: str) -> Any:
    return contests.GRAMMAR.parse(typed, None)


def _evidence(typed: str) -> Any:
    return evidence.GRAMMAR.parse(typed, None)


def _feedback(typed: str) -> Any:
    return feedback.GRAMMAR.parse(typed, None)


def _kudos(typed: str) -> Any:
    return parser.GRAMMAR.parse(typed, "taco")


def _metrics(typed: str) -> Any:
    return METRICS.parse(typed, TypedOn(TODAY))


_GOAL_VERBS = ("update", "update G3", "counter G3", "concern", "list", "tree", "history", "done", "accept G3")
_METRIC_VERBS = (
    "why",
    "rows",
    "log won",
    "log won 5k",
    "rate",
    "rate EUR 1 from",
    "lock",
    "feed G4",
    "export",
)
_ASK_VERBS = ("<@U1>", "note", "ask", "ask <@U2> about")

# By module and function, so that a parser that is not here is noticed.
COMMANDS: Mapping[str, Parser] = {
    "goals.commands.parser.GRAMMAR": _goal,
    "goals.commands.set_goal.parse_set": lambda typed: set_goal.parse_set(typed, TODAY),
    "notifications.commands.GRAMMAR": lambda typed: SNOOZE.parse(typed, TODAY),
    "metrics.commands.grammar.GRAMMAR": _metrics,
    "feedback.commands.GRAMMAR": _feedback,
    "kudos.commands.parser.GRAMMAR": _kudos,
    "kudos.commands.parser.parse_top": parser.parse_top,
    "leaderboards.commands.GRAMMAR": lambda typed: leaderboards.GRAMMAR.parse(
        typed, leaderboards.Vocabulary(TODAY)
    ),
    "evidence.commands.GRAMMAR": _evidence,
    "contests.commands.GRAMMAR": _contest,
    "coaching.commands.parser.GRAMMAR": lambda typed: coaching.GRAMMAR.parse(typed, TODAY),
    "mentors.commands.GRAMMAR": lambda typed: mentors.GRAMMAR.parse(typed, TODAY),
    "plays.commands.GRAMMAR": lambda typed: plays.GRAMMAR.parse(typed, None),
    "library.commands.parser.GRAMMAR": lambda typed: library.GRAMMAR.parse(typed, TODAY),
    "skills.commands.GRAMMAR": lambda typed: skills.GRAMMAR.parse(typed, None),
    "teams.commands.GRAMMAR": lambda typed: teams.GRAMMAR.parse(typed, None),
    "kudos_health.commands.GRAMMAR": lambda typed: kudos_health.GRAMMAR.parse(typed, TypedOn(TODAY)),
    "privacy.commands.GRAMMAR": lambda typed: privacy.GRAMMAR.parse(typed, None),
    "pulse.commands.GRAMMAR": lambda typed: pulse.GRAMMAR.parse(typed, None),
    "reviews.commands.GRAMMAR": lambda typed: reviews.GRAMMAR.parse(typed, None),
    "common.numbers.parse_amount": numbers.parse_amount,
    "common.numbers.parse_target": numbers.parse_target,
    "common.numbers.parse_change": numbers.parse_change,
    "common.numbers.parse_money": numbers.parse_money,
    "common.numbers.parse_percent": numbers.parse_percent,
    "common.numbers.parse_whole": lambda typed: numbers.parse_whole(typed, 1, 10),
    "metrics.commands.measures.parse_measure": lambda typed: measures.parse_measure(
        typed, Unit.percent, "target", DEFAULT_LOCALE
    ),
    "goals.commands.report.parse_report": lambda typed: report.parse_report(typed, TypedOn(TODAY)),
    "goals.commands.report.parse_addition": lambda typed: report.parse_addition(typed, DEFAULT_LOCALE),
    "common.dates.parse_day": lambda typed: dates.parse_day(typed, TODAY),
    "common.dates.parse_time": lambda typed: dates.parse_time(typed, "at"),
    "metrics.rules.custom.parse_formula": parse_formula,
}
PARTS: Mapping[str, Parser] = {
    "a clause's reason": _sentence(lambda sentence: sentence.take_reason()),
    "a clause's quotation": _sentence(lambda sentence: sentence.take_quoted()),
    "a clause's people": _sentence(lambda sentence: sentence.take_people()),
    "a clause's team": _sentence(lambda sentence: sentence.take_team()),
    "a clause's parent": _sentence(lambda sentence: sentence.take_parent()),
    "a clause's day": _sentence(lambda sentence: sentence.take_day(_DUE, TODAY, "due")),
    "a clause's numbers": _sentence(lambda sentence: sentence.take_amounts()),
    "a clause's range": _sentence(lambda sentence: sentence.take_range()),
    "a clause's unit": _sentence(lambda sentence: sentence.unit_after_number()),
    "a new number in a title": _sentence(lambda sentence: sentence.with_amount(Decimal(1), "2")),
    "a goal's name": clauses.goal_name,
    "a form's target": form_input.typed_target,
    "a form's numbers": lambda typed: form_input.numbers_of_form(typed, "5"),
    "a kudos of a form": lambda typed: form_input_commands.from_form(
        ("U1",), points=1, reason=typed, value=None, private=False
    ),
    "tags": parser.tags_in,
    "a kudos emoji": kudos_settings.emoji_named,
    "the words of a reason": kudos_rules._words_of,
    "company values": kudos_settings.tags_of,
    "whether feedback has words": feedback.has_words,
    "a period at the end": lambda typed: periods.split_period(typed, TODAY, _FISCAL),
    "a period": lambda typed: periods.find_span(typed, TODAY, _FISCAL),
    "a past day": lambda typed: dates.find_past_day(typed, TODAY),
    "what looks like a day": dates.looks_like_a_day,
    "plain words": normal_words,
    "days off": days_off_from,
    "actions of a review": actions_in,
    "stages of the books": stages_from,
    "a log line": logs.redacted,
}
CELLS: Mapping[str, Parser] = {
    "a cell's formats of a day": days.date_formats,
    "a cell's day": lambda typed: days.read_day(typed, days.ISO, _UTC),
    "a cell's signs": values.decimal_signs,
    "a cell's amount": lambda typed: values.read_amount(typed, "."),
    "a cell's percent": lambda typed: values.read_percent(typed, of_one=False),
    "a cell's currency": values.currency_in,
    "a cell's stage": stage_mapping.suggested_meaning,
    "a cell's shares": deal_rows._splits,
    "a column's name": lambda typed: columns.guess([typed]),
    "a file's source": imports._SOURCE.search,
}
WIRE: Mapping[str, Parser] = {
    "mentions": text.mentions,
    "text without one person": lambda typed: text.without_mention_of("U1", typed),
    "escape": text.escape,
    "unescape": text.unescape,
    "harmless": lambda typed: text.harmless(typed, {}),
    "plain": lambda typed: text.plain(typed, {}),
    "as typed": lambda typed: text.as_typed(typed, {}),
    "pieces": lambda typed: text.pieces(typed, 3000),
    "quoted": text.quoted,
    "the page's mrkdwn": lambda typed: mrkdwn.mrkdwn_to_html(typed, {}),
    "the page's plain text": mrkdwn.plain_to_html,
    "the editor's rich text": mentions.rich_text,
}
PARSERS: Mapping[str, Parser] = {
    **COMMANDS,
    **_after(_GOAL_VERBS, "/goal", _goal),
    **_after(("<@U1>", "private", "top", "me"), "/kudos", _kudos),
    **_after(_METRIC_VERBS, "/metrics", _metrics),
    **_after(_ASK_VERBS, "/feedback", _feedback),
    **_after(("test",), "/contest", _contest),
    **_after(("<@U1>",), "/pacer evidence", _evidence),
    **PARTS,
    **CELLS,
    **WIRE,
}

# Each is repeated until the text is as long as it is wanted.
_UNITS = {
    "digits": "1",
    "digits and commas": "1,",
    "digits and points": "1.1",
    "thousands": "1 000 ",
    "commas": ",",
    "words": "a ",
    "one long word": "a",
    "capitals and digits": "A1",
    "tabs": "\t",
    "newlines": "\n",
    "short lines": "a\n",
    "hard spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "straight quotes": '"',
    "curly quotes": "“",
    "quoted words": "“a” ",
    "apostrophes": "’s ",
    "mentions": "<@U1> ",
    "mentions with commas": "<@U1>,",
    "labelled mentions": "<@U1|ben> and ",
    "unclosed mentions": "<@U1",
    "channels": "<#C1|x> ",
    "brackets": "<",
    "escaped brackets": "&lt;",
    "ampersands": "&",
    "links": "<https://a|b> ",
    "bare links": "https://a/",
    "emoji": "🎉",
    "named emoji": ":taco: ",
    "named emoji in a row": ":taco:",
    "colons": ":",
    "hashtags": "#tag ",
    "hash signs": "#",
    "a keyword": "by ",
    "dates half-written": "by 31 ",
    "dates half-written in digits": "2026-12-",
    "whole dates": "by 31 Dec ",
    "unicode digits": "٣",
    "combining marks": "e\u0301",
    "right to left": "\u202eא",
    "pluses": "+",
    "signed numbers": "+1 ",
    "letters of thousands": "k",
    "amounts": "$1k ",
    "percents": "Ben 5% ",
    "dashes": "-",
    "emphasis": "*a_b~",
    "fences": "```",
    "ranges begun": "from ",
    "ranges half-written": "from 1 to ",
    "other clauses": "for team under because weight ",
    "powers": "1e",
}


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


SHAPES: Mapping[str, Callable[[int], str]] = {
    **{name: _repeated(unit) for name, unit in _UNITS.items()},
    "spaces": lambda length: f"a{' ' * (length - 2)}a",
    "nested brackets": lambda length: "(" * (length // 2) + ")" * (length // 2),
    "commas before an end": lambda length: f"{',' * (length - 2)} ¶",
    "numbers before an end": lambda length: f"{('1 ' * length)[: length - 2]} ¶",
}
