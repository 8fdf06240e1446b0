"""The way from Bolt to a feature: parse, admit, find the listener, answer, call Slack after the ack."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol, TypeVar

import structlog
from cryptography.fernet import MultiFernet
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.common.clock import Clock
from bot.common.commit_gate import GivenUp
from bot.common.errors import AlreadyRecorded, FieldErrors, NotAPerson, Refusal, TooLong, Unavailable
from bot.slack import metrics, requests, text_limits
from bot.slack.acknowledge import Body, fitted_reply, notice, reply_to
from bot.slack.blocks import SECTION_TEXT, Message, section
from bot.slack.client import SlackClient
from bot.slack.follow_ups import AFTER_ACK_SECONDS, FollowUps
from bot.slack.home_views import OPENED, begun_at_home, opened_again
from bot.slack.kept_views import OPEN_KEPT
from bot.slack.late import GIVEN_UP
from bot.slack.pending import PENDING, PendingRequest
from bot.slack.recent_presses import RecentPresses
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    Request,
    SubmissionRequest,
    name_of,
)
from bot.slack.responses import Acknowledge, Ephemeral, FormErrors, OpenModal, Refused, Response, UpdateModal
from bot.slack.routes import HandOn, Routes, hand_on, names_for_guests
from bot.slack.tasks import Tasks
from bot.slack.text import pieces, unescape

log = structlog.stdlib.get_logger(__name__)

DONE = "That went through the first time."
_DRAWN_AGAIN_SECONDS = 30.0

Listener = Callable[[Any, Any], Awaitable[Response]]
Parser = Callable[[Any, Any], Request]
_R = TypeVar("_R", bound=Request)
_K = TypeVar("_K")
_V = TypeVar("_V")


class Gate(Protocol):
    """Decides, before any listener runs, whether the actor of a request may act."""

    async def admit(self, request: _R, *, guests: bool) -> _R:
        """The request with what is known of its actor; a Refusal when they may not act here."""


class Router:
    """Answers every payload of Slack by the listeners in the features' routes, in which no name is twice.

    `seal`: the cipher in which the address of a command may be kept; without one it is not. `hand_on`: how a
    command is run.
    """

    def __init__(
        self,
        routes: Iterable[Routes],
        *,
        gate: Gate,
        contexts: object,
        clock: Clock,
        client: SlackClient,
        tasks: Tasks,
        seal: MultiFernet | None = None,
        after_ack_seconds: float = AFTER_ACK_SECONDS,
        hand_on: HandOn = hand_on,
    ) -> None:
        self._seal, self._hand_on = seal, hand_on
        self._tasks = tasks
        self._newer_blocks = client.newer_blocks
        self._follow_ups = FollowUps(client, tasks, after_ack_seconds=after_ack_seconds)
        self._gate = gate
        self._contexts = contexts
        self._clock = clock
        self._presses = RecentPresses()
        tables = list(routes)
        self._commands = _joined(table.commands for table in tables)
        self._subcommands = _joined(table.subcommands for table in tables)
        self._shortcuts = _joined(table.shortcuts for table in tables)
        self._actions = _joined(table.actions for table in tables)
        self._actions[OPEN_KEPT] = self._follow_ups.kept.on_open
        self._submissions = _joined(table.submissions for table in tables)
        self._events = _by_event(table.events for table in tables)
        self._news = _by_event(table.news for table in tables)
        self._turned_away: dict[str, Callable[..., Awaitable[Response]]] = _joined(
            table.turned_away for table in tables
        )
        self._for_guests = names_for_guests(tables) | {OPEN_KEPT}

    def attach(self, app: AsyncApp) -> None:
        """Registers one Bolt listener for each kind of payload; the router does the rest."""
        anything = re.compile(".*")
        app.command(anything)(self._door(requests.command_request, self._for_command))
        app.action(anything)(self._door(requests.action_request, lambda r: self._actions.get(r.action_id)))
        app.view(anything)(self._door(requests.submission_request, self._for_submission))
        app.shortcut(anything)(self._door(requests.shortcut_request, self._for_shortcut))
        for event_type in self._events.keys() | self._news.keys():
            app.event(event_type)(self._on_event)

    def _for_command(self, request: requests.CommandRequest) -> Listener | None:
        command = self._commands.get(request.command)
        return partial(self._hand_on, command, subcommands=self._subcommands) if command else None

    def _for_submission(self, request: SubmissionRequest) -> Listener | None:
        return self._submissions.get(request.callback_id)

    def _for_shortcut(self, request: requests.ShortcutRequest) -> Listener | None:
        shortcut = self._shortcuts.get(request.callback_id)
        return shortcut.listener if shortcut else None

    def _door(
        self, parse: Parser, find: Callable[[Any], Listener | None]
    ) -> Callable[..., Awaitable[BoltResponse]]:
        async def door(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
            pending: PendingRequest = context[PENDING]
            request = self._sealed(parse(body, self._clock.now()))
            request = replace(request, gate=pending.gate, arrival=pending.arrival, timer=pending.timer)
            started = time.perf_counter()
            reference = _bind_reference(request)
            pending.when_late(partial(self._follow_ups.say_waiting, request))
            answer, outcome = await self._answer(find(request), request, reference, pending)
            ack = self._replied(request, answer, pending)
            self._draw_home_again(request)
            took = time.perf_counter() - started
            metrics.answered(type(request).__name__, outcome, took)
            log.info("request.answered", response=type(answer).__name__, duration_ms=round(took * 1000, 2))
            return BoltResponse(status=200, body=ack)

        return door

    def _replied(self, request: Request, answer: Response, pending: PendingRequest) -> Body | str:
        """Sends the answer on its way; what goes into the acknowledgement, where it is not gone already."""
        send_late = partial(self._follow_ups.send_late, request, answer, pending)
        if not pending.answer():
            send_late()
            return ""
        reply = fitted_reply(request, answer, self._newer_blocks)
        self._follow_ups.start(reply.then, request)
        if not isinstance(reply.ack, str):
            pending.when_lost(send_late)
        return reply.ack

    def _draw_home_again(self, request: Request) -> None:
        """After something was done in the App Home, or in a window that was opened from it."""
        metadata = begun_at_home(request)
        if metadata is not None and request.gate.has_committed and OPENED in self._events:
            work = self._on_action(opened_again(request, metadata))
            self._tasks.start("home.drawn_again", work, limit_seconds=_DRAWN_AGAIN_SECONDS)

    def _sealed(self, request: Request) -> Request:
        if self._seal is None or not isinstance(request, CommandRequest) or request.response_url is None:
            return request
        if request.is_in_public:  # It is not needed there.
            return request
        sealed = self._seal.encrypt(request.response_url.encode()).decode()
        return replace(request, sealed_response_url=sealed)

    async def _answer(
        self, listener: Listener | None, request: Request, reference: str, pending: PendingRequest
    ) -> tuple[Response, str]:
        if listener is None:
            return Acknowledge(), "ignored"
        self._presses.note(request)
        try:
            with pending.ended():
                admitted = await self._gate.admit(request, guests=name_of(request) in self._for_guests)
                text_limits.check_size(request)
                answer = await listener(admitted, self._contexts)
            if isinstance(answer, OpenModal | UpdateModal):
                self._presses.forget(request)  # Nothing is done yet.
            return answer, "refused" if isinstance(answer, Refused) else "answered"
        except TooLong as refusal:
            return text_limits.given_back(request, refusal) or refused(request, refusal), "refused"
        except AlreadyRecorded as repeat:
            return repeated(request, repeat), "repeated"
        except Refusal as refusal:
            if self._presses.is_refused_quietly(request):
                return Acknowledge(), "repeated"
            self._presses.forget(request)
            return refused(request, refusal), "refused"
        except GivenUp:
            self._presses.forget(request)
            return _refused_in_words(request, GIVEN_UP, None), "given up"
        except Exception:
            # The door: the person hears of it by the same reference as the log.
            log.exception("request.failed")
            self._presses.forget(request)
            sorry = f"Sorry, something broke on our side. Reference: {reference}"
            return _refused_in_words(request, sorry, None), "broken"

    async def _on_event(self, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        pending: PendingRequest = context[PENDING]
        request = requests.event_request(body, self._clock.now())
        request = replace(request, gate=pending.gate, arrival=pending.arrival, timer=pending.timer)
        _bind_reference(request)
        try:
            with pending.ended():
                for listener in self._news.get(request.type, ()):
                    await self._answer_event(listener, request)
                if request.type in self._events:
                    await self._on_action(request)
        except Unavailable:
            return BoltResponse(status=503, body="")  # Slack sends it again, perhaps to another process.
        return BoltResponse(status=200, body="")

    async def _on_action(self, request: EventRequest) -> None:
        listeners = self._events[request.type]
        try:
            request = await self._gate.admit(request, guests=request.type in self._for_guests)
        except NotAPerson:
            log.debug("request.ignored", reason="no person acts")
            return
        except Refusal as refusal:
            log.info("request.turned_away", reason=type(refusal).__name__)
            told = self._turned_away.get(request.type)
            listeners = [partial(told, refusal=refusal)] if told else []
        for listener in listeners:
            await self._answer_event(listener, request)

    async def _answer_event(self, listener: Listener, request: EventRequest) -> None:
        try:
            reply = reply_to(request, await listener(request, self._contexts))
        except Unavailable:
            raise
        except Refusal as refusal:
            log.info("request.refused", reason=type(refusal).__name__)
            return
        self._follow_ups.start(reply.then, request)


def repeated(request: Request, repeat: AlreadyRecorded) -> Response:
    """A repeat of what was done: nobody has to hear of a second press; a form says it, and lets go."""
    if isinstance(request, SubmissionRequest):
        return UpdateModal(notice(Message(DONE)))
    return Acknowledge() if isinstance(request, ActionRequest) else refused(request, repeat)


def refused(request: Request, refusal: Refusal) -> Response:
    """A Refusal as a response: beside its field in a form, in an ephemeral message elsewhere."""
    inputs = set(_inputs(request)) if isinstance(request, SubmissionRequest) else set()
    if isinstance(refusal, FieldErrors) and inputs & refusal.errors.keys():
        beside = {name: unescape(said) for name, said in refusal.errors.items() if name in inputs}
        return FormErrors(beside)
    return _refused_in_words(request, str(refusal), refusal.field)


def _refused_in_words(request: Request, sentence: str, field: str | None) -> Response:
    inputs = _inputs(request) if isinstance(request, SubmissionRequest) else []
    if inputs:
        # Beside a field Slack shows plain text.
        return FormErrors({field if field in inputs else inputs[0]: unescape(sentence)})
    # A section that is too long would be refused by Slack, and the person told nothing.
    return Ephemeral(Message(sentence, [section(piece) for piece in pieces(sentence, SECTION_TEXT)]))


def _inputs(request: SubmissionRequest) -> list[str]:
    return [str(block["block_id"]) for block in request.view["blocks"] if block["type"] == "input"]


def _bind_reference(request: Request) -> str:
    reference = secrets.token_hex(4).upper()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(
        reference=reference,
        request=type(request).__name__,
        workspace_id=request.workspace_id,
        user_id=request.actor_id,
    )
    return reference


def _joined(tables: Iterable[Mapping[_K, _V]]) -> dict[_K, _V]:
    return {name: value for table in tables for name, value in table.items()}


def _by_event(tables: Iterable[Mapping[str, Listener]]) -> dict[str, list[Listener]]:
    found: dict[str, list[Listener]] = {}
    for table in tables:
        for event_type, listener in table.items():
            found.setdefault(event_type, []).append(listener)
    return found
