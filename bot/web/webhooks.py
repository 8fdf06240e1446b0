"""Receives facts by `POST /ingest/...`, signed as Standard Webhooks, or with a token.

Each batch is taken whole or not at all.
"""

import re
from hashlib import sha256
from typing import Any

from cryptography.fernet import MultiFernet
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app import Pacer
from bot.common.body_limits import BodyLimits
from bot.common.errors import AlreadyRecorded, BadInput, Unavailable
from bot.db.idempotency import claim_request
from bot.features.imports.models.sources import IngestSource
from bot.features.imports.rules.facts import WEBHOOK
from bot.features.imports.rules.parking import SourceStopped
from bot.features.imports.rules.payload_schema import SCHEMA
from bot.features.imports.rules.payloads import BadPayload, erased_by, ignored_by, records_of
from bot.features.imports.rules.stored_records import key_of
from bot.features.imports.service.loading import LoadResult, load
from bot.features.imports.service.sources import find, heard, is_from
from bot.features.imports.service.waiting import questions
from bot.features.workspace import service as workspace
from bot.slack.installations import seal_from

# 1,000 records with every field in full.
LARGEST_BODY = 4 * 2**20
# 150 kB a second, for senders on slow lines.
SLOWEST_BODY_S = 30.0
_MOST_TOLD = 100
_UNKNOWN = "This is not signed by a known source within the last five minutes, and has no token of one."
_USUAL = ("new", "changed", "same")
# Allowed characters of path parts, so that nothing else reaches the database.
_PART = re.compile(r"[\w-]{1,64}", re.ASCII)


def ingest_routes(pacer: Pacer) -> list[Route]:
    """The routes that sources post to, and the JSON schema of what they post."""
    door = IngestDoor(pacer)
    bounds = Middleware(
        BodyLimits,
        most_bytes=LARGEST_BODY,
        seconds=SLOWEST_BODY_S,
        too_large="The body is too large: send at most 1,000 records at once.",
        refuse=_no,
    )
    return [
        Route("/ingest/schema.json", door.schema, methods=["GET"]),
        Route("/ingest/{workspace}/{address}", door.take, methods=["POST"], middleware=[bounds]),
    ]


class IngestDoor:
    """Handlers of the webhook routes."""

    def __init__(self, pacer: Pacer) -> None:
        keys = pacer.settings.token_encryption_keys
        self._pacer = pacer
        self._seal: MultiFernet | None = seal_from(keys.get_secret_value()) if keys else None

    async def schema(self, _: Request) -> Response:
        """The JSON schema of a batch."""
        return JSONResponse(SCHEMA)

    async def take(self, request: Request) -> Response:
        """Checks the sender, then the batch.

        Stores all of it, or answers what is wrong and stores nothing.
        """
        source = await self._source(request)
        # An unknown sender's body is read to its end without keeping it, or the answer would be lost.
        body = await request.body() if source else await _passed_over(request)
        if source is None or not self._is_from(source, request, body):
            # The same for an unknown address and a wrong signature: nobody learns which addresses there are.
            return _no(401, _UNKNOWN)
        try:
            taken = await self._taken(source, body, request.headers.get("webhook-id", ""))
        except AlreadyRecorded:
            return JSONResponse({"status": "already recorded"})
        except Unavailable as gone:
            return _no(503, str(gone))
        except SourceStopped as stopped:
            await self._tell_stopped(source)
            return _no(503, str(stopped))
        except BadPayload as bad:
            return _refused(bad.faults)
        except BadInput as bad:
            return _refused([("records", str(bad))])
        if taken.rejected:
            return _refused([(f"records[{n}]", reason) for n, reason in taken.rejected[:_MOST_TOLD]])
        lists = {"erased": erased_by(body), "ignored": ignored_by(body)}
        lists["left_out"] = [f"records[{n}]" for n in taken.left_out]
        told = _told(source, taken) | {name: paths for name, paths in lists.items() if paths}
        return JSONResponse({"status": "recorded", **told})

    async def _source(self, request: Request) -> IngestSource | None:
        workspace, address = request.path_params["workspace"], request.path_params["address"]
        if self._seal is None or not (_PART.fullmatch(workspace) and _PART.fullmatch(address)):
            return None
        async with self._pacer.db.reading(workspace) as reading:
            return await find(reading, address)

    def _is_from(self, source: IngestSource, request: Request, body: bytes) -> bool:
        now = self._pacer.clock.now()
        return self._seal is not None and is_from(source, body, request.headers, self._seal, now)

    async def _tell_stopped(self, source: IngestSource) -> None:
        async with self._pacer.db.transaction(source.workspace_id, urgent=False) as transaction:
            await questions.tell_stopped(transaction, source.name, source.keeper_id, self._pacer.clock.now())

    async def _taken(self, source: IngestSource, body: bytes, webhook_id: str) -> LoadResult:
        """Stores the batch; a rejected record rolls all others back.

        `webhook_id`: by which it is taken once; "" where a tool tells none.
        """
        now = self._pacer.clock.now()
        self._pacer.db.require_open()
        try:
            async with self._pacer.db.transaction(source.workspace_id, urgent=False) as transaction:
                if webhook_id or not source.is_bearer:
                    await claim_request(transaction, _key(source, webhook_id), now)
                records = records_of(body, await workspace.zone_of(transaction))
                origin = f"{WEBHOOK}{webhook_id or sha256(body).hexdigest()}"[:80]
                taken = await load(transaction, source.name, records, origin, now, source.keeper_id)
                if taken.rejected:
                    raise _Rejected(taken)
                await heard(transaction, source.address, now)
                return taken
        except _Rejected as rejected:
            return rejected.taken


def _key(source: IngestSource, webhook_id: str) -> str:
    """Idempotency key of a batch: the digest of its webhook id, which may have any length."""
    return f"ingest:{source.address}:{sha256(webhook_id.encode()).hexdigest()}"


def _told(source: IngestSource, taken: LoadResult) -> dict[str, Any]:
    """What came of a batch; what is usual is left out."""
    counts = {name: count for name, count in vars(taken.tally).items() if count or name in _USUAL}
    parked = [key_of(each.record, source.name) for _, each in taken.parked]
    return counts | ({"parked": parked} if parked else {})


class _Rejected(Exception):
    """Some records of a batch are rejected, so none is stored."""

    def __init__(self, taken: LoadResult) -> None:
        super().__init__("rejected")
        self.taken = taken


async def _passed_over(request: Request) -> bytes:
    async for _ in request.stream():
        pass
    return b""


def _no(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)


def _refused(faults: list[tuple[str, str]]) -> Response:
    errors = [{"path": path, "message": sentence} for path, sentence in faults]
    return JSONResponse({"status": "nothing was recorded", "errors": errors}, status_code=422)
