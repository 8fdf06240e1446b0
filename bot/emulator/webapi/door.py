"""HTTP routes of the Web API, `/api/{method}` and `/response/{token}`, with the faults that are on."""

import asyncio
import base64
import json
import time
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.emulator.block_kit import refuse_new_blocks
from bot.emulator.state.errors import RateLimited, SlackError
from bot.emulator.state.world import Exchange
from bot.emulator.transport.session import Session
from bot.emulator.webapi import call, respond

# Longer than the 30 s after which Slack's SDKs give up on a call.
_HOLD_S = 35.0
_FAULTY_ANSWERS = {"server_error": (503, "upstream connect error"), "internal_error": (500, "Server Error")}


def routes(session: Session) -> list[Route]:
    """The routes that the app calls."""

    async def api(request: Request) -> Response:
        return await _api(session, request)

    async def response(request: Request) -> Response:
        return await _response(session, request)

    return [
        Route("/api/{method}", api, methods=["GET", "POST"]),
        Route("/response/{token}", response, methods=["POST"]),
    ]


async def _api(session: Session, request: Request) -> Response:
    method = request.path_params["method"]
    began = time.perf_counter()
    try:
        arguments = await _arguments(request)
    except ValueError:
        return _answered({"ok": False, "error": "invalid_json"})
    token = _token(request, arguments)
    fault = session.faults.next_api_fault()
    await asyncio.sleep(session.faults.api_latency_ms / 1000)
    if fault in _FAULTY_ANSWERS:
        status, words = _FAULTY_ANSWERS[fault]
        _record(session, "api", method, began, arguments, None, f"HTTP {status}")
        return PlainTextResponse(words, status_code=status)
    if fault == "rate_limited":
        body, headers = _refused(RateLimited(session.faults.retry_after_s))
    else:
        body, headers = await _called(session, method, token, arguments)
    outcome = "ok" if body["ok"] else str(body["error"])
    if fault == "no_answer":
        _record(session, "api", method, began, arguments, body, f"{outcome}, but never answered")
        return await _never(session, request)
    _record(session, "api", method, began, arguments, body, outcome)
    return _answered(body, headers)


async def _called(
    session: Session, method: str, token: str | None, arguments: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        if session.faults.refuse_new_blocks:
            view = arguments.get("view")
            refuse_new_blocks(arguments.get("blocks"), view.get("blocks") if isinstance(view, dict) else None)
        body = await call(
            session.world,
            method,
            token,
            arguments,
            base_url=session.base_url,
            interactions=session.interactions,
        )
    except SlackError as refused:
        return _refused(refused)
    return body, {"X-OAuth-Scopes": ",".join(sorted(session.world.app.scopes))}


def _refused(error: SlackError) -> tuple[dict[str, Any], dict[str, str]]:
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, RateLimited) else {}
    return error.body(), headers


def _answered(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    status = 429 if body.get("error") == "ratelimited" else 200
    named = {"x-slack-req-id": uuid4().hex, **(headers or {})}
    return JSONResponse(body, status_code=status, headers=named)


async def _never(session: Session, request: Request) -> Response:
    """A lost answer: waits, the work being done, until the caller hangs up or the emulator closes."""
    waits = {asyncio.create_task(_hung_up(request)), asyncio.create_task(session.closing.wait())}
    _, pending = await asyncio.wait(waits, timeout=_HOLD_S, return_when=asyncio.FIRST_COMPLETED)
    for wait in pending:
        wait.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return PlainTextResponse("", status_code=504)


async def _hung_up(request: Request) -> bool:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return True


async def _response(session: Session, request: Request) -> Response:
    began = time.perf_counter()
    token = request.path_params["token"]
    await asyncio.sleep(session.faults.api_latency_ms / 1000)
    body: dict[str, Any] = {}
    try:
        body = await _arguments(request)
        right = session.interactions.spend_response_token(token)
        if session.faults.refuse_new_blocks:
            refuse_new_blocks(body.get("blocks"))
        respond(session.world, right, body)
    except ValueError:
        return PlainTextResponse("invalid_payload", status_code=400)
    except SlackError as refused:
        _record(session, "response_url", "response_url", began, body, None, refused.code)
        return JSONResponse({"ok": False, "error": refused.code}, status_code=404)
    session.world.changed()
    _record(session, "response_url", "response_url", began, body, None, "ok")
    return PlainTextResponse("ok")


async def _arguments(request: Request) -> dict[str, Any]:
    """Query, form and JSON arguments in one mapping; ValueError for broken JSON."""
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        given = json.loads(body or b"{}")
        if not isinstance(given, dict):
            raise ValueError("the body is no JSON object")
        return arguments | given
    return arguments | dict(parse_qsl(body.decode(), keep_blank_values=True))


def _token(request: Request, arguments: dict[str, Any]) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        client_id, _, client_secret = base64.b64decode(value).decode().partition(":")
        arguments |= {"client_id": client_id, "client_secret": client_secret}
    given = arguments.pop("token", None)
    return value if scheme.lower() == "bearer" else given


def _record(
    session: Session,
    kind: str,
    name: str,
    began: float,
    request: dict[str, Any],
    response: dict[str, Any] | None,
    outcome: str,
) -> None:
    milliseconds = (time.perf_counter() - began) * 1000
    shown = _without_secrets(request)
    told = None if response is None else _without_secrets(response)
    session.world.traffic.append(
        Exchange(
            session.world.clock.now(),
            "from app",
            kind,
            name,
            outcome == "ok",
            milliseconds,
            outcome,
            shown,
            told,
        )
    )
    session.world.changed()


def _without_secrets(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if "secret" not in key and "token" not in key}
