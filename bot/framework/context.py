"""What a use case acts in: a transaction, who acts, when, by which request; and what opens it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import overload

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.idempotency import claim_request, note_late
from bot.db.transaction import Database, Transaction
from bot.framework.feature import Catalog, ExtensionPoint
from bot.slack.requests import Request, SubmissionRequest


@dataclass(frozen=True)
class Context:
    """One transaction, and who acts in it. `actor_id` and `request_key` are "" where the clock acts.

    A repeat of the same request shares its `request_key`. `channel_id` and `thread_ts`: where it was said;
    `sealed_url`: where a command can be answered meanwhile.
    """

    transaction: Transaction
    catalog: Catalog
    actor_id: str
    now: datetime
    request_key: str
    channel_id: str | None = None
    thread_ts: str | None = None
    sealed_url: str | None = field(default=None, repr=False)

    async def claim(self) -> None:
        """Claims the request for this transaction. AlreadyRecorded: it was handled before."""
        await claim_request(self.transaction, self.request_key, self.now)


# What is done with each form that was sent, in the transaction that stores it.
SUBMITTED = ExtensionPoint[Callable[[Context, SubmissionRequest], Awaitable[None]]]("forms.submitted")


class Contexts(Database):
    """A database that opens contexts for requests, with the catalog of all features in them."""

    def __init__(self, engine: AsyncEngine, catalog: Catalog) -> None:
        super().__init__(engine)
        self._catalog = catalog

    @asynccontextmanager
    async def writing(self, request: Request) -> AsyncIterator[Context]:
        """Writes for a request: committed on leaving, rolled back when an error leaves, or it is given up.

        Of a form that was sent, what the features do with each (`SUBMITTED`) is done on leaving, too.
        Unavailable: nothing can be recorded now.
        """
        self.require_open()
        request.memory.forget()  # Who acts is looked at again: minutes may have gone by, and it changes now.
        async with self.transaction(request.workspace_id, gate=request.gate) as transaction:
            ctx = self._of(request, transaction)
            yield ctx
            if isinstance(request, SubmissionRequest):
                for deal_with in self._catalog.additions(SUBMITTED):
                    await deal_with(ctx, request)
            if request.gate.is_late:
                await note_late(transaction, request.key, request.now)

    def opened(self, request: Request, *, writes: bool) -> AbstractAsyncContextManager[Context]:
        """Writes for a request where it `writes`; reads otherwise, which waits for no writer."""
        return self.writing(request) if writes else self._reading_for(request)

    @overload
    def reading(self, of: str, /) -> AbstractAsyncContextManager[Transaction]:
        """Reads for a workspace, by its id."""

    @overload
    def reading(self, of: Request, /) -> AbstractAsyncContextManager[Context]:
        """Reads for a request of somebody."""

    def reading(self, of: str | Request, /) -> AbstractAsyncContextManager[Transaction | Context]:
        """Reads for a request, or for a workspace by its id; on SQLite this never waits for a writer."""
        return self._reader(of) if isinstance(of, str) else self._reading_for(of)

    @asynccontextmanager
    async def _reading_for(self, request: Request) -> AsyncIterator[Context]:
        async with self._reader(request.workspace_id) as transaction:
            transaction.memory = request.memory.copy()
            yield self._of(request, transaction)

    @asynccontextmanager
    async def reading_on(self, ctx: Context) -> AsyncIterator[Context]:
        """Reads on for a request after `ctx` is closed, knowing what that has read.

        Several at once, each on a connection of its own, take as long as the longest of them.
        """
        async with self._reader(ctx.transaction.workspace_id) as transaction:
            transaction.memory = ctx.transaction.memory.copy()
            yield replace(ctx, transaction=transaction)

    @asynccontextmanager
    async def background(self, workspace_id: str, now: datetime) -> AsyncIterator[Context]:
        """Writes by the clock, for nobody's request: what people wait for goes first."""
        self.require_open()
        async with self.transaction(workspace_id, urgent=False) as transaction:
            yield Context(transaction, self._catalog, "", now, "")

    def _of(self, request: Request, transaction: Transaction) -> Context:
        return Context(transaction, self._catalog, request.actor_id, request.now, request.key)
