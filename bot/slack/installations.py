"""Installations through OAuth: encrypted bot tokens, and states that are used once."""

import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import sha256
from logging import Logger, getLogger

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from sqlalchemy import String, Text, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.clock import Clock
from bot.db.base import Base, Instant, SlackId
from bot.db.transaction import Database, Transaction
from bot.slack.identity import BotIdentity

# Whether Slack takes a token; None where it does not say.
TokenWorks = Callable[[str], Awaitable[bool | None]]
STATE_LIVES = timedelta(minutes=10)
# Nothing else that the same keys seal is taken for a state.
_STATE_MARK = b"oauth state:"
ONE_WORKSPACE = (
    "Pacer works in single workspaces: it was not installed for the whole organization, and nothing was "
    "kept. Install it again, and choose one workspace on Slack's page."
)


class NotOneWorkspace(BoltError):
    """Refuses an organization-wide installation; the text is the sentence for the person."""


class Installation(Base):
    """An installation in one workspace; `sealed` is the bot token with its ids, encrypted."""

    __tablename__ = "installations"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    installed_at: Mapped[datetime] = mapped_column(Instant)


class OAuthState(Base):
    """A state that came back from Slack's consent page, by its digest: it is valid for one return."""

    __tablename__ = "oauth_states"

    state: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)


def seal_from(keys: str) -> MultiFernet:
    """A cipher from comma-separated Fernet keys: the first encrypts, all decrypt.

    ValueError for a bad key.
    """
    return MultiFernet([Fernet(key.strip()) for key in keys.split(",")])


class Installations(AsyncInstallationStore):
    """Bolt's installation store, backed by the database."""

    def __init__(self, db: Database, seal: MultiFernet, clock: Clock) -> None:
        self._db = db
        self._seal = seal
        self._clock = clock

    @property
    def logger(self) -> Logger:
        """The logger that Bolt uses."""
        return getLogger(__name__)

    async def async_save(self, installation: SlackInstallation) -> None:
        """Stores a workspace's bot token, in place of an earlier one.

        NotOneWorkspace for a whole organization: its token works in many workspaces, and belongs to none of
        them.
        """
        workspace_id = installation.team_id
        if installation.is_enterprise_install or not workspace_id or not installation.bot_token:
            raise NotOneWorkspace(ONE_WORKSPACE)
        facts = {
            "token": installation.bot_token,
            "bot_id": installation.bot_id,
            "user_id": installation.bot_user_id,
        }
        row = {
            "sealed": self._seal.encrypt(json.dumps(facts).encode()).decode(),
            "installed_at": self._clock.now(),
        }
        async with self._db.transaction(workspace_id) as transaction:
            await self._keep(transaction, row)

    async def _keep(self, transaction: Transaction, row: dict[str, object]) -> None:
        insert = transaction.insert(Installation).values(workspace_id=transaction.workspace_id, **row)
        await transaction.session.execute(
            insert.on_conflict_do_update(index_elements=[Installation.workspace_id], set_=row)
        )

    async def async_save_bot(self, bot: Bot) -> None:
        """Does nothing: tokens are not rotated, and the bot is stored with its installation."""

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Deletes the workspace's installation and its token."""
        await self.forget(team_id or "")

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Deletes the workspace's installation and its token."""
        await self.forget(team_id or "")

    async def removed(self, workspace_id: str, told_at: datetime, works: TokenWorks) -> None:
        """Deletes the installation that an event of `told_at` says is removed, but none that came after it.

        Slack sends such events late and more than once. `works` asks Slack about the token that is stored;
        where Slack does not say, an installation later than the event stays.
        """
        async with self._db.reading(workspace_id) as transaction:
            found = await transaction.session.get(Installation, workspace_id)
        if found is None:
            return
        still_works = await works(self._facts(found.sealed)["token"])
        if still_works is None:
            # Slack tells whole seconds.
            still_works = told_at < found.installed_at.replace(microsecond=0)
        if still_works:
            return
        async with self._db.transaction(workspace_id) as transaction:
            same = delete(Installation).where(Installation.workspace_id == workspace_id)
            await transaction.session.execute(same.where(Installation.sealed == found.sealed))

    def _facts(self, sealed: str) -> dict[str, str]:
        facts: dict[str, str] = json.loads(self._seal.decrypt(sealed.encode()))
        return facts

    async def forget(self, workspace_id: str) -> None:
        """Deletes the installation after the app was removed from this workspace."""
        async with self._db.transaction(workspace_id) as transaction:
            await transaction.session.execute(
                delete(Installation).where(Installation.workspace_id == workspace_id)
            )

    async def identity(self, workspace_id: str) -> BotIdentity | None:
        """The bot in this workspace; None where it is not installed.

        cryptography's InvalidToken when no key decrypts the stored token.
        """
        async with self._db.reading(workspace_id) as transaction:
            sealed = await transaction.session.scalar(
                select(Installation.sealed).where(Installation.workspace_id == workspace_id)
            )
        if sealed is None:
            return None
        facts = self._facts(sealed)
        return BotIdentity(workspace_id, facts["token"], facts["bot_id"], facts["user_id"])

    async def workspace_ids(self) -> list[str]:
        """Sorted ids of all workspaces that have the app."""
        async with self._db.reading("") as transaction:
            found = await transaction.session.scalars(
                select(Installation.workspace_id).order_by(Installation.workspace_id)
            )
            return list(found)


class OAuthStates(AsyncOAuthStateStore):
    """Bolt's store of OAuth states, sealed with their time: nothing is stored before one comes back.

    Whoever opens the installation page would have a row written otherwise, as often as they like. Bolt checks
    that a state comes back to the browser that it was given to.
    """

    def __init__(self, db: Database, seal: MultiFernet, clock: Clock) -> None:
        self._db = db
        self._seal = seal
        self._clock = clock

    @property
    def logger(self) -> Logger:
        """The logger that Bolt uses."""
        return getLogger(__name__)

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """Gives a new state, valid for ten minutes."""
        nonce = _STATE_MARK + secrets.token_bytes(16)
        return self._seal.encrypt_at_time(nonce, self._seconds()).decode()

    async def async_consume(self, state: str) -> bool:
        """Whether this state was issued, has not expired and was not used before; it is used up now."""
        lives = int(STATE_LIVES.total_seconds()) - 1  # Fernet takes it for one second more.
        try:
            nonce = self._seal.decrypt_at_time(state.encode(), lives, self._seconds())
        except InvalidToken:
            return False
        if not nonce.startswith(_STATE_MARK):
            return False
        now = self._clock.now()
        used = OAuthState(state=sha256(nonce).hexdigest(), expires_at=now + STATE_LIVES)
        try:
            async with self._db.system() as session:
                await session.execute(delete(OAuthState).where(OAuthState.expires_at < now))
                session.add(used)
        except IntegrityError:
            return False
        return True

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())


class Workspaces:
    """The workspaces that have the app: the one of the bot token, or those installed through OAuth."""

    def __init__(self, only: BotIdentity | None, installations: Installations | None) -> None:
        self._only = only
        self._installations = installations

    async def find(self, workspace_id: str) -> BotIdentity | None:
        """The bot in this workspace; None where it is not installed."""
        if self._only is not None:
            return self._only if workspace_id == self._only.workspace_id else None
        return await self._installations.identity(workspace_id) if self._installations else None

    async def ids(self) -> list[str]:
        """Ids of all workspaces that have the app."""
        if self._only is not None:
            return [self._only.workspace_id]
        return await self._installations.workspace_ids() if self._installations else []
