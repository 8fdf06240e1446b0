"""A sentence is answered by the command that it means, which runs as who asks."""

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.common.timers import TookTooLong, in_time
from bot.features.ask import service, views
from bot.features.ask.commands.typed import typed
from bot.features.ask.rules.facts import LONGEST, AskIntent, AskPlace, Reading, Verdict
from bot.features.ask.rules.words import tidied
from bot.features.doors import views as doors_views
from bot.features.doors.rules import suggested
from bot.features.doors.service import load_menu, load_roles
from bot.features.needs import service as needs
from bot.features.needs import views as needs_views
from bot.features.people.service import members as people
from bot.framework.context import Context, Contexts
from bot.framework.doors import WorkspaceRole
from bot.framework.feature import Catalog
from bot.slack.blocks import Message, section
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.routes import hand_on

# Seconds; who asks in plain words is not left waiting any longer.
LONGEST_WAIT = 1.5
_T = TypeVar("_T")


@dataclass(frozen=True)
class Answered:
    """The answer to a sentence; `reading`: what was answered, None where nothing was."""

    response: Response
    reading: Reading | None = None


async def answer_sentence(
    request: CommandRequest, contexts: Contexts, place: AskPlace | None = None
) -> Answered:
    """The answer to a sentence: that of the command that it means, or what is asked back.

    A Refusal is that of the command. `place`: the thread in which it is said. Whoever would wait longer than
    `LONGEST_WAIT` is told which command to type.
    """
    if len(tidied(request.text)) > LONGEST:
        return _said(Message(views.TOO_LONG, [section(views.TOO_LONG)]))
    try:
        read = await _in_time(request, _read(request, contexts, place))
    except TookTooLong:
        return _said(views.too_slow_message(None, {}))
    if isinstance(read, Message):
        return _said(read)
    try:
        return await _in_time(request, _run(request, contexts, read))
    except TookTooLong:
        return _said(views.too_slow_message(read.reading, read.names))


@dataclass(frozen=True)
class _Read:
    """What a sentence asks for, the names of whom it names, and what runs its command."""

    reading: Reading
    names: Mapping[str, str]
    catalog: Catalog


async def _in_time(request: CommandRequest, work: Coroutine[Any, Any, _T]) -> _T:
    """The outcome of a part of the answer; TookTooLong: who asks has waited long enough."""
    if request.timer is None:
        return await work
    over = request.arrival + LONGEST_WAIT
    return await in_time(work, request.timer, over, lambda: not request.gate.has_committed)


async def _read(request: CommandRequest, contexts: Contexts, place: AskPlace | None) -> _Read | Message:
    """What the sentence asks for, or what is said where no command answers it."""
    async with contexts.reading(request) as ctx:
        decision, names = await service.read_sentence(ctx, tidied(request.text), place)
        if decision.verdict is Verdict.unknown and not decision.readings:
            near = suggested((await load_menu(ctx)).doors, request.text)
            return doors_views.unknown_message(request.text, near)
        if decision.verdict is not Verdict.answer:
            return views.decision_message(decision, names, request.text)
        (reading,) = decision.readings
        if reading.intent in (AskIntent.today, AskIntent.team):
            return await _needs(ctx, reading)
        return _Read(reading, names, ctx.catalog)


async def _run(request: CommandRequest, contexts: Contexts, read: _Read) -> Answered:
    """The answer of the command that the sentence means."""
    reading, names, catalog = read.reading, read.names, read.catalog
    written = typed(reading)
    name, _, rest = written.partition(" ")
    asked = replace(request, command=name, text=rest)
    response = await hand_on(catalog.commands[name], asked, contexts, catalog.subcommands)
    if isinstance(response, Ephemeral):
        response = Ephemeral(views.answer_message(response.message, reading, names))
    if isinstance(response, OpenModal) and not request.trigger_id:
        response = Ephemeral(views.form_message(reading, names))
    return Answered(response, reading)


def _said(message: Message) -> Answered:
    return Answered(Ephemeral(message))


async def _needs(ctx: Context, reading: Reading) -> Message:
    """What waits for the actor; who asks for their people leads somebody."""
    if reading.intent is AskIntent.team and WorkspaceRole.leads not in await load_roles(ctx):
        return views.no_team_message()
    person = await people.person(ctx.transaction, ctx.actor_id)
    return needs_views.needs_message(person.name.partition(" ")[0], await needs.load_rows(ctx))
