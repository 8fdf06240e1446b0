"""Pulses as messages and forms: the question, an answer, the result; pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.common.date_ranges import short_day, week_of
from bot.common.numbers import write_amount
from bot.deliveries.notices import NoticeKind, Unsolicited
from bot.features.drafts.views import again, kept_choice, kept_day, kept_text
from bot.features.evidence.rules import bar
from bot.features.pulse.notices import ASKED, CLOSED, REMINDED
from bot.features.pulse.rules import (
    APART_FOR,
    FEWEST,
    LONGEST,
    LONGEST_QUESTION,
    MINIMUMS,
    QUESTIONS,
    SCORES,
    About,
    Pulse,
    PulseStatus,
    Result,
)
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import (
    BACK_ON,
    Block,
    Message,
    actions,
    button,
    context,
    divider,
    field_of,
    header,
    modal,
    option,
    quotation,
    section,
    select,
    text_input,
    turns,
)
from bot.slack.text import escape, unescape

ANSWER, SHOW, NEW = "pulse.answer", "pulse.show", "pulse.new"
PLANNED, ANSWERED = "pulse.planned", "pulse.answered"
EVERYBODY = "everybody"
# Paragraphs a page: Slack's limit is 250,000 characters a view.
PAGE = 40
_USUAL_TIME = timedelta(days=7)
_TITLE = "Pulse"
_AGREES = {1: "1: not at all", 2: "2: rather not", 3: "3: partly", 4: "4: mostly", 5: "5: fully"}
_ABOUT = {About.manager: "about whoever leads you", About.team: "about your team"}
_PROMISE = (
    "Your name is not kept with your answer, nor the time: nobody can find out, admins neither, and it "
    "cannot be changed later. Answers are shown once it is closed, if there are {} or more; free text in "
    "random order."
)

_APART = (
    f"So that comparing two pulses tells nobody's answer: within {APART_FOR.days} days the same question "
    f"goes to exactly the same people, or to people who differ by at least {FEWEST}."
)


def plan_form(teams: Sequence[Team], today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form of a new pulse for one of `teams` or all of them.

    `typed` are unsent values of a draft, by field.
    """
    whose = [option(unescape(team.name), str(team.id)) for team in teams]
    if len(teams) > 1:
        whose = [option("Everybody whom I lead", EVERYBODY), *whose]
    about = [
        option("Me, who leads the team (upward)", About.manager.value),
        option("Us, the team (peers)", About.team.value),
    ]
    least = [option(f"{each} answers", str(each)) for each in MINIMUMS]
    question = QUESTIONS[About.manager]
    hint = f"About the team, if you leave this as it is, they are asked: “{QUESTIONS[About.team]}”"
    blocks = [
        *again(typed),
        kept_choice("team", "Whom do you ask?", whose, typed),
        kept_choice("about", "About whom?", about, typed),
        kept_text(
            "question",
            "How far do they agree with this?",
            typed,
            usual=question,
            longest=LONGEST_QUESTION,
            hint=hint,
        ),
        kept_choice("minimum", "Show nothing below", least, typed),
        kept_day("closes", "Closes after", typed, usual=today + _USUAL_TIME, today=today),
        context(_APART),
    ]
    return modal(PLANNED, "New pulse", blocks, submit="Ask", close="Cancel")


def answer_form(pulse: Pulse) -> dict[str, Any]:
    """Form in which a person answers, with the promise of anonymity above the button."""
    scores = [option(_AGREES[each], str(each)) for each in SCORES]
    blocks = [
        section(f"A question {_ABOUT[About(pulse.about)]}:"),
        *quotation(escape(pulse.question)),
        field_of("score", "How far do you agree?", select("score", scores)),
        field_of("words", "Why?", text_input("words", multiline=True, longest=LONGEST), optional=True),
        context(_PROMISE.format(pulse.minimum)),
    ]
    return modal(ANSWERED, _TITLE, blocks, submit="Answer", close="Cancel", metadata=str(pulse.id))


def sent_view(told: str) -> dict[str, Any]:
    """Window shown once a form of pulses is stored, with this sentence."""
    return modal("pulse.sent", _TITLE, [section(f":white_check_mark: {told}")])


def list_message(found: Sequence[PulseStatus], *, may_ask: bool) -> Message:
    """The pulses for `/pulse`; `may_ask` adds the button for a new one."""
    blocks: list[Block] = [header(_TITLE)]
    for each in found:
        value = str(each.pulse.id)
        action = button("Answer", ANSWER, value=value, style="primary")
        accessory = action if each.waits_for_viewer else button("Look", SHOW, value=value)
        state = f"until {short_day(each.pulse.closes_on)}" if each.pulse.state == "open" else "closed"
        blocks.append(section(f"{escape(each.pulse.question)} · {state}", accessory=accessory))
    if not found:
        blocks.append(context("Nothing is asked of you."))
    if may_ask:
        blocks.append(actions(button("New pulse", NEW, style="primary")))
    return Message(_TITLE, blocks)


def standing_view(found: PulseStatus, page: int = 1) -> dict[str, Any]:
    """Modal with the result of a pulse, one page of words, or why nothing is shown yet."""
    pulse = found.pulse
    blocks: list[Block] = [*quotation(escape(pulse.question))]
    if found.result is None:
        blocks.append(section(_why_not(found)))
    else:
        blocks.append(context(f"{found.result.answered} of {found.asked} answered"))
        blocks += [*_figures(found.result), *_words(found.result, found.pulse, page)]
    return modal("pulse.shown", _TITLE, blocks)


def _why_not(found: PulseStatus) -> str:
    if found.pulse.state == "open":
        return f"It is open until {short_day(found.pulse.closes_on)}: answers are shown when it is closed."
    return f"Fewer than {found.pulse.minimum} answers: nothing is shown, so that nobody can be recognised."


def _figures(shown: Result) -> list[Block]:
    most = max(count for _, count in shown.counts)
    lines = [f"`{bar(count, most)}` {_AGREES[score]} · {count}" for score, count in shown.counts]
    mean = write_amount(Decimal(round(shown.mean * 10)) / 10)
    return [section(f"*{mean} of 5* on average"), section("\n".join(lines))]


def _words(shown: Result, pulse: Pulse, page: int) -> list[Block]:
    paragraphs = [each for words in shown.words for each in quotation(escape(words))]
    if not paragraphs:
        return []
    pages = -(-len(paragraphs) // PAGE)
    page = min(max(1, page), pages)
    blocks = [divider(), context(f"In random order, {week_of(pulse.closes_on).label}")]
    blocks += paragraphs[(page - 1) * PAGE : page * PAGE]
    return [*blocks, *turns(page, pages, SHOW, str(pulse.id), BACK_ON)]


def _asked(facts: Mapping[str, Any]) -> Message:
    by = short_day(date.fromisoformat(facts["closes"]))
    about = _ABOUT[About(facts["about"])]
    text = f":shield: *{facts['asker']}* asks your team {about}, anonymously, until {by}."
    return Message(text, [section(text), _button(facts)])


def _reminded(facts: Mapping[str, Any]) -> Message:
    by = short_day(date.fromisoformat(facts["closes"]))
    text = f":shield: The anonymous question {_ABOUT[About(facts['about'])]} closes after {by}."
    return Message(text, [section(text), _button(facts)])


def _button(facts: Mapping[str, Any]) -> Block:
    return actions(button("Answer", ANSWER, value=str(facts["id"]), style="primary"))


def _closed(facts: Mapping[str, Any]) -> Message:
    if not facts["shown"]:
        text = f":shield: Your pulse is closed with fewer than {facts['minimum']} answers: nothing is shown."
        return Message(text, [section(text)])
    text = f":shield: The question {_ABOUT[About(facts['about'])]} is closed: this is what everybody said."
    return Message(text, [section(text, accessory=button("Look", SHOW, value=str(facts["id"])))])


KINDS: dict[str, NoticeKind] = {
    ASKED: NoticeKind(_asked, Unsolicited("Anonymous questions")),
    REMINDED: NoticeKind(_reminded, Unsolicited("Reminders of anonymous questions")),
    CLOSED: NoticeKind(_closed, Unsolicited("What anonymous questions came to")),
}
