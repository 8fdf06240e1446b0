"""The composition root: builds a running Pacer from its settings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import aiohttp
import structlog
from cryptography.fernet import MultiFernet
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.bolt_app import make_bolt
from bot.common.clock import Clock, SystemClock
from bot.common.errors import Unavailable
from bot.common.timers import Timer
from bot.config import Settings, SettingsError
from bot.db.engine import make_engine
from bot.db.health import DatabaseHealth
from bot.db.idempotency import forget_handled
from bot.db.transaction import Database
from bot.deliveries.delivery_log import forget_old
from bot.deliveries.late_requests import LateRequests
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.queues.postgres import PostgresQueue
from bot.deliveries.response_urls import forget_expired
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.features.doors.listeners import hand_on_or_lead
from bot.features.people.service import members as people
from bot.features.people.service.access_gate import AccessGate
from bot.framework.context import Contexts
from bot.framework.job_runs import JobRuns
from bot.framework.jobs import Job
from bot.registry import CATALOG
from bot.scheduler import Tick, Ticker
from bot.slack.client import SlackClient, error_code
from bot.slack.failures import SlackFailure
from bot.slack.follow_ups import AFTER_ACK_SECONDS
from bot.slack.gateway import SlackDoor
from bot.slack.identity import BotIdentity, Identities
from bot.slack.installations import Installations, OAuthStates, Workspaces, seal_from
from bot.slack.pending import ACK_SECONDS
from bot.slack.router import Router
from bot.slack.seals import key_from_token
from bot.slack.tasks import Tasks

log = structlog.stdlib.get_logger(__name__)

WHOLE_ORGANIZATION = (
    "SLACK_BOT_TOKEN is of a whole organization: install the app in one workspace, and take its token."
)
FORGET_EVERY = timedelta(hours=1)
ONE_MINUTE = timedelta(minutes=1)
STATISTICS_EVERY = timedelta(minutes=10)
# The jobs by which time passes: what else runs rarely only keeps things fresh.
TICKS = tuple(job for job in CATALOG.jobs if job.every < timedelta(minutes=1))
RARE_JOBS = tuple(job for job in CATALOG.jobs if job not in TICKS)


@dataclass
class Pacer:
    """A built Pacer. Front doors hand payloads to `door`; `background` runs sender and scheduler."""

    settings: Settings
    clock: Clock
    db: Contexts
    health: DatabaseHealth
    bolt: AsyncApp
    door: SlackDoor
    client: SlackClient
    tasks: Tasks
    sender: Sender
    embedded: EmbeddedQueue
    queue: EmbeddedQueue | PostgresQueue
    workspaces: Workspaces
    late: LateRequests
    _job_runs: JobRuns = field(init=False)

    def __post_init__(self) -> None:
        """Its jobs are its own."""
        self._job_runs = JobRuns(self.run_job)

    async def run_jobs(self, jobs: tuple[Job, ...] = CATALOG.jobs) -> None:
        """Runs every job once in every workspace; a failing one does not stop the others."""
        await self._job_runs.all(jobs, await self.workspaces.ids())

    async def begin_job(self, job: Job) -> None:
        """Begins one job in every workspace where it is not still running."""
        self._job_runs.begin(job, await self.workspaces.ids())

    async def run_job(self, job: Job, workspace_id: str) -> bool:
        """Runs one job in one workspace, and gives whether it came to its end; a failure is logged.

        None runs while the database is unusable.
        """
        if self.health.trouble:
            return False
        try:
            await job.work(self.db, self.client, workspace_id, self.clock.now())
        except SlackFailure as failure:
            log.warning("job.not_finished", job=job.name, workspace_id=workspace_id, error=failure.code)
        except Unavailable as gone:
            log.warning("job.not_finished", job=job.name, workspace_id=workspace_id, error=gone.reason)
        except Exception:
            # A door: one broken workspace must not keep the others, nor the start, waiting.
            log.exception("job.failed", job=job.name, workspace_id=workspace_id)
        else:
            return True
        return False

    @asynccontextmanager
    async def background(self) -> AsyncIterator[None]:
        """Sends deliveries and runs jobs, at the start and at their intervals, while the context is open.

        Nobody waits for the first run: in a large workspace Slack tells of its people only bit by bit.
        """
        await self.sender.begin()
        await self.resume()
        ticker = Ticker()
        ticker.every(FORGET_EVERY, _housekeeping(self, self.sweep), name="forget")
        ticker.every(ONE_MINUTE, _housekeeping(self, self.forget_addresses), name="addresses")
        ticker.every(
            ONE_MINUTE, _housekeeping(self, partial(self.late.tell_left, self.door.take_again)), name="late"
        )
        ticker.every(STATISTICS_EVERY, _housekeeping(self, self.db.refresh_statistics), name="statistics")
        for job in CATALOG.jobs:
            ticker.every(job.every, _tick(self, job), name=job.name)
        sending = asyncio.create_task(self.queue.run())
        starting = asyncio.create_task(self._first_run(ticker))
        leaving = asyncio.create_task(self._leave_it_to_newer(ticker, starting))
        try:
            yield
        finally:
            leaving.cancel()
            starting.cancel()
            await asyncio.wait([starting, leaving])
            ticker.stop()
            await self._job_runs.stop()
            self.queue.stop()
            await sending

    async def _leave_it_to_newer(self, ticker: Ticker, starting: asyncio.Task[None]) -> None:
        """Takes no more work once the schema is of a newer Pacer; what is being sent is finished."""
        await self.health.outdated.wait()
        log.error("work.left_to_newer", reason=self.health.trouble)
        starting.cancel()
        ticker.stop()
        self.queue.stop()

    async def _first_run(self, ticker: Ticker) -> None:
        """Runs all jobs, while they tick already: a slow workspace holds up no other."""
        await self.db.refresh_statistics()
        ticker.start()
        await _housekeeping(self, partial(self.late.tell_left, self.door.take_again))()
        await self.run_jobs(CATALOG.jobs)

    async def installed(self) -> None:
        """Reads a new workspace's members, and sends what waited for its token."""
        await self.run_jobs()
        await self.resume()

    async def resume(self) -> None:
        """Sends deliveries held back by a lost token, after a start or a new installation."""
        for workspace_id in await self.workspaces.ids():
            await self.sender.leases.resume(workspace_id, self.clock.now())

    async def sweep(self) -> None:
        """Deletes handled requests and old deliveries whose retention is over."""
        async with self.db.system() as session:
            await forget_handled(session, self.clock.now())
            await forget_old(session, CATALOG.notices, self.clock.now())

    async def forget_addresses(self) -> None:
        """Deletes the addresses of commands that are too old to be answered at."""
        async with self.db.system() as session:
            await forget_expired(session, self.clock.now())


def _housekeeping(pacer: Pacer, work: Tick) -> Tick:
    async def tick() -> None:
        if not pacer.health.trouble:
            await work()

    return tick


def _tick(pacer: Pacer, job: Job) -> Tick:
    async def tick() -> None:
        await pacer.begin_job(job)

    return tick


@asynccontextmanager
async def build_app(
    settings: Settings,
    clock: Clock | None = None,
    *,
    timer: Timer | None = None,
    ack_seconds: float = ACK_SECONDS,
    after_ack_seconds: float = AFTER_ACK_SECONDS,
) -> AsyncIterator[Pacer]:
    """Pacer, ready to be handed payloads; SettingsError when Slack does not know the bot token.

    `ack_seconds`: when, by `timer`, a request is acknowledged without its answer. `after_ack_seconds`: how
    long a call that must follow an acknowledgement at once may take.
    """
    the_clock = clock or SystemClock()
    db = Contexts(make_engine(settings.database_url), CATALOG)
    try:
        installations = _installations(settings, db, the_clock)
        workspaces = Workspaces(None if installations else await _only_workspace(settings), installations)
        identities = Identities(workspaces.find)
        seal = _seal(settings)
        async with SlackClient(settings.slack_api_url, identities.token_of) as client:
            tasks = Tasks()
            bolt = make_bolt(settings, identities, client, installations, OAuthStates(db, seal, the_clock))
            router = Router(
                CATALOG.routes,
                gate=AccessGate(db, client),
                contexts=db,
                clock=the_clock,
                client=client,
                tasks=tasks,
                seal=seal,
                after_ack_seconds=after_ack_seconds,
                hand_on=hand_on_or_lead,
            )
            router.attach(bolt)
            sender = Sender(db, SlackTransport(client), CATALOG.notices, the_clock, CATALOG.hooks, seal)
            embedded = EmbeddedQueue(db, sender, the_clock)
            queue = PostgresQueue(db, sender, the_clock) if db.is_postgres else embedded
            late = LateRequests(db, seal, the_clock, people.clock_of)
            door = SlackDoor(bolt, tasks, timer or asyncio.get_running_loop(), late, ack_seconds=ack_seconds)
            health = DatabaseHealth(db)
            yield Pacer(
                settings,
                the_clock,
                db,
                health,
                bolt,
                door,
                client,
                tasks,
                sender,
                embedded,
                queue,
                workspaces,
                late,
            )
            await tasks.drain()
            await late.close()
    finally:
        await db.close()


def _installations(settings: Settings, db: Database, clock: Clock) -> Installations | None:
    if not settings.many_workspaces or settings.token_encryption_keys is None:
        return None
    return Installations(db, seal_from(settings.token_encryption_keys.get_secret_value()), clock)


def _seal(settings: Settings) -> MultiFernet:
    """The cipher for what is kept for minutes: by the keys for tokens, or by one of the only token."""
    keys, token = settings.token_encryption_keys, settings.slack_bot_token
    if keys is not None:
        return seal_from(keys.get_secret_value())
    return seal_from(key_from_token(token.get_secret_value() if token else ""))


async def _only_workspace(settings: Settings) -> BotIdentity:
    settings.require_front_door()
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    slack = AsyncWebClient(token=token, base_url=settings.slack_api_url, timeout=10)
    try:
        about = await slack.auth_test()
    except SlackApiError as error:
        reason = f"Slack does not accept SLACK_BOT_TOKEN: {error_code(error)}."
        raise SettingsError(reason) from None
    except (aiohttp.ClientError, TimeoutError):
        reason = "Slack cannot be reached from here: look at the network or SLACK_API_URL."
        raise SettingsError(reason) from None
    if about.get("is_enterprise_install"):
        raise SettingsError(WHOLE_ORGANIZATION)
    return BotIdentity(str(about["team_id"]), token, str(about["bot_id"]), str(about["user_id"]))
