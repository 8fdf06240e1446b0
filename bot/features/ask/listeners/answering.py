"""A sentence is answered by the command that it means, which runs as who asks."""

from dataclasses import dataclass, replace

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
from bot.slack.blocks import Message, section
from bot.slack.requests import CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.routes import hand_on


@dataclass(frozen=True)
class Answered:
    """The answer to a sentence; `reading`: what was answered, None where nothing was."""

    response: Response
    reading: Reading | None = None


async def answer_sentence(
    request: CommandRequest, contexts: Contexts, place: AskPlace | None = None
) -> Answered:
    """The answer to a sentence: that of the command that it means, or what is asked back.

    A Refusal is that of the command. `place`: the thread in which it is said.
    """
    sentence = tidied(request.text)
    if len(sentence) > LONGEST:
        return _said(Message(views.TOO_LONG, [section(views.TOO_LONG)]))
    async with contexts.reading(request) as ctx:
        catalog = ctx.catalog
        decision, names = await service.read_sentence(ctx, sentence, place)
        if decision.verdict is Verdict.unknown and not decision.readings:
            near = suggested((await load_menu(ctx)).doors, request.text)
            return _said(doors_views.unknown_message(request.text, near))
        if decision.verdict is not Verdict.answer:
            return _said(views.decision_message(decision, names, request.text))
        (reading,) = decision.readings
        if reading.intent in (AskIntent.today, AskIntent.team):
            return _said(await _needs(ctx, reading))
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
