"""`/mentor`, its buttons and forms."""

from collections.abc import Awaitable, Callable

from bot.common.periods import local_day
from bot.features.drafts import service as drafts
from bot.features.mentors.commands import (
    GRAMMAR,
    AskForHelp,
    EndMentoring,
    MentorIntent,
    NeverWith,
    OfferHelp,
    PauseOffers,
    ShowMentors,
    WithdrawOffer,
)
from bot.features.mentors.forms import AimsForm, AimsStart, AskStart, MentorAskForm, MentorOfferForm
from bot.features.mentors.rules import ids
from bot.features.mentors.service import asks, mentorships, offers, pages
from bot.features.mentors.views.page import page_message, skill_of
from bot.features.people.service import members as people
from bot.features.skills.rules.rubric import find_skill
from bot.framework.context import Context, Contexts
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes
from bot.slack.text import as_typed, mentions

Listener = Callable[[ActionRequest, Contexts], Awaitable[Response]]
_WHAT = "Ask a colleague for help with a skill, or offer it"
_ASKED = "Asked. Mentors are looked for each working day at seven; you choose whom you ask."


async def on_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/mentor ...` with the page, a form, or what was done."""
    writes = GRAMMAR.writes(request.text, request.now.date())
    async with contexts.opened(request, writes=writes) as ctx:
        me = await people.actor(ctx.transaction, ctx.actor_id)
        intent = GRAMMAR.parse(request.text, local_day(ctx.now, me.zone))
        if isinstance(intent, AskForHelp) and not intent.skill:
            await offers.reader(ctx)
            return OpenModal(await _ask_form(ctx, AskStart(wish_id=intent.wish_id)))
        told = await _carried_out(ctx, intent)
        skill = intent.skill if isinstance(intent, ShowMentors) else ""
        return Ephemeral(page_message(await pages.load_page(ctx), told, skill))


async def _carried_out(ctx: Context, intent: MentorIntent) -> str:
    """Does what was meant, and gives the sentence that tells so."""
    match intent:
        case ShowMentors():
            return ""
        case OfferHelp():
            places = await offers.offer(ctx, intent.skill, intent.places)
            return f"Saved: to {places} at once."
        case WithdrawOffer():
            await offers.withdraw(ctx, intent.skill)
            return "Taken back. Mentorships that run go on."
        case PauseOffers():
            await offers.pause(ctx, intent.until)
            return "Nobody new until then."
        case NeverWith():
            await (offers.unveto if intent.is_lifted else offers.veto)(ctx, intent.person_id)
            if not intent.is_lifted:
                await asks.part(ctx, intent.person_id)
            return "Noted. Only you see that."
        case EndMentoring():
            await asks.withdraw(ctx)
            return "Taken back."
        case AskForHelp():
            words = as_typed(intent.words, await people.names(ctx.transaction, mentions(intent.words)))
            await asks.ask(ctx, intent.skill, words, intent.wish_id)
            return _ASKED


async def _ask_form(ctx: Context, start: AskStart) -> dict[str, object]:
    return await drafts.open_form(ctx.transaction, ctx.actor_id, MentorAskForm, start)


async def _page(ctx: Context, request: ActionRequest, told: str = "") -> Response:
    message = page_message(await pages.load_page(ctx), told)
    is_own = not request.is_delivered and request.view is None
    return ReplaceMessage(message) if is_own else Ephemeral(message)


async def on_page(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows the page of mentors to who pressed."""
    async with contexts.reading(request) as ctx:
        return await _page(ctx, request)


async def on_ask(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an ask, with the skill that the button names."""
    async with contexts.reading(request) as ctx:
        await offers.reader(ctx)
        return OpenModal(await _ask_form(ctx, AskStart(find_skill(request.value) or "")))


async def on_ask_sent(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the ask of a submitted form."""
    v = MentorAskForm.read(request.values)
    async with contexts.writing(request) as ctx:
        await asks.ask(ctx, v[MentorAskForm.skill], v[MentorAskForm.words], v[MentorAskForm.wish])
    return UpdateModal(MentorAskForm.saved(f":white_check_mark: {_ASKED}"))


async def on_offer(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an offer."""
    async with contexts.reading(request) as ctx:
        await offers.reader(ctx)
    return OpenModal(MentorOfferForm.draw())


async def on_offer_sent(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the offer of a submitted form."""
    v = MentorOfferForm.read(request.values)
    async with contexts.writing(request) as ctx:
        await offers.offer(ctx, v[MentorOfferForm.skill], v[MentorOfferForm.places])
    told = f"You offer {skill_of(v[MentorOfferForm.skill])}."
    return UpdateModal(MentorOfferForm.saved(f":white_check_mark: {told}"))


def _with_value(step: Callable[[Context, str], Awaitable[object]], told: str) -> Listener:
    async def on_value(request: ActionRequest, contexts: Contexts) -> Response:
        async with contexts.writing(request) as ctx:
            await step(ctx, request.value)
            return await _page(ctx, request, told)

    return on_value


def _numbered(step: Callable[[Context, int], Awaitable[object]], told: str) -> Listener:
    async def on_number(request: ActionRequest, contexts: Contexts) -> Response:
        async with contexts.writing(request) as ctx:
            await step(ctx, request.number())
            return await _page(ctx, request, told)

    return on_number


async def on_withdraw(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes one's ask back."""
    async with contexts.writing(request) as ctx:
        await asks.withdraw(ctx)
        return await _page(ctx, request, "Taken back.")


async def on_aims(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the aims of a mentorship."""
    async with contexts.reading(request) as ctx:
        found = await mentorships.find(ctx, request.number())
        start = AimsStart("\n".join(found.aims))
        about = str(found.id)
        return OpenModal(await drafts.open_form(ctx.transaction, ctx.actor_id, AimsForm, start, about=about))


async def on_aims_set(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the aims of a mentorship."""
    aims = AimsForm.read(request.values)[AimsForm.aims]
    async with contexts.writing(request) as ctx:
        await mentorships.set_aims(ctx, request.number(), aims)
    return UpdateModal(AimsForm.saved(":white_check_mark: Saved."))


ROUTES = Routes(
    commands={"/mentor": Command(on_command, _WHAT)},
    words={"mentor": Command(on_command, _WHAT, stands_for="/mentor")},
    actions={
        ids.PAGE: on_page,
        ids.ASK: on_ask,
        ids.OFFER: on_offer,
        ids.THIS_ONE: _with_value(asks.choose, "Asked. An answer comes in three days at most."),
        ids.NOT_NOW: _with_value(asks.pass_over, "Not now, then. Nobody hears of it."),
        ids.WITHDRAW: on_withdraw,
        ids.GLADLY: _numbered(asks.accept, "Thank you. You both see it here now."),
        ids.CANNOT: _numbered(asks.decline, "Not right now, then. No reason is told."),
        ids.AIMS: on_aims,
        ids.TALKED: _numbered(mentorships.say_talked, "Noted. It counts once you both say so."),
        ids.END: _numbered(mentorships.end, "It has ended. Thank you both."),
    },
    submissions={
        MentorOfferForm.callback_id: on_offer_sent,
        MentorAskForm.callback_id: on_ask_sent,
        AimsForm.callback_id: on_aims_set,
    },
)
