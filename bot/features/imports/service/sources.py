"""Sources that send by webhook: their addresses, and the secrets by which they sign."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken, MultiFernet
from standardwebhooks import Webhook, WebhookVerificationError

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.imports.models.sources import IngestSource
from bot.features.imports.repository.imports import ImportRepository
from bot.features.people.service import members as people
from bot.features.teams import service as teams

# After a new secret the old one stays valid for so long.
BOTH_FOR = timedelta(hours=24)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PREFIX, _TOKEN = "whsec_", "pacer_"
_LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Opened:
    """A source that is ready: the last part of its URL, and its secret or token, which is shown this once."""

    address: str
    secret: str = field(repr=False)


async def open_source(
    transaction: Transaction,
    name: str,
    seal: MultiFernet,
    now: datetime,
    *,
    is_bearer: bool = False,
    keeper_email: str = "",
) -> Opened:
    """A new source; for a known name a new secret, beside which the old one stays valid for a day.

    `is_bearer`: its messages carry a token, for tools that cannot sign. `keeper_email`: address in Slack of
    who is asked what has to be answered; "" leaves it as it is. `seal` encrypts the secret. BadInput: the
    name is not 1 to 40 of a-z, 0-9 and dashes, its messages come the other way, or the keeper cannot answer.
    """
    if not _NAME.fullmatch(name):
        raise BadInput("A source's name has 1 to 40 small letters, digits and dashes.")
    keeper_id = await _keeper(transaction, keeper_email) if keeper_email else None
    repository = ImportRepository(transaction)
    secret = _TOKEN + secrets.token_urlsafe(32) if is_bearer else _signing_secret()
    kept = _digest(secret) if is_bearer else seal.encrypt(secret.encode()).decode()
    known = await repository.source_named(name)
    if known is not None:
        if known.is_bearer != is_bearer:
            how = "sends a token" if known.is_bearer else "signs its messages"
            raise BadInput(f"{name} {how} already: remove it first, or choose another name.")
        known.old_secret, known.old_until = known.secret, now + BOTH_FOR
        known.secret, known.keeper_id = kept, keeper_id or known.keeper_id
        return Opened(known.address, secret)
    address = f"{name}-{secrets.token_hex(4)}"
    facts = {"address": address, "name": name, "secret": kept, "opened_at": now}
    await repository.open_source(facts | {"is_bearer": is_bearer, "keeper_id": keeper_id})
    return Opened(address, secret)


def _signing_secret() -> str:
    return _PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def _keeper(transaction: Transaction, email: str) -> str:
    found = [each for each in await people.everybody(transaction) if each.email == email.strip().lower()]
    if not found:
        raise BadInput(
            f"“{email[:_LONGEST_SHOWN]}” is no member's address in Slack, so cannot keep a source."
        )
    try:
        await teams.require_manager(transaction, found[0].id, "keep a source")
    except NotAllowed as reason:
        raise BadInput(f"{found[0].name} cannot keep a source. {reason}") from None
    return found[0].id


async def close_source(transaction: Transaction, name: str) -> None:
    """Deletes a source, so that nothing is taken from it. BadInput: there is none of this name."""
    repository = ImportRepository(transaction)
    found = await repository.source_named(name)
    if found is None:
        raise BadInput(f"There is no source “{name}”.")
    await repository.close_source(found.address)


async def listed(transaction: Transaction) -> Sequence[IngestSource]:
    """The sources of the workspace, by name."""
    return await ImportRepository(transaction).sources()


async def find(transaction: Transaction, address: str) -> IngestSource | None:
    """The source at an address; None without one."""
    return await ImportRepository(transaction).source_at(address)


async def heard(transaction: Transaction, address: str, now: datetime) -> None:
    """Records that a body of this source was taken at `now`."""
    await ImportRepository(transaction).source_heard(address, now)


def is_from(
    source: IngestSource, body: bytes, headers: Mapping[str, str], seal: MultiFernet, now: datetime
) -> bool:
    """Whether a message is this source's own: by its signature, or by the token that it carries."""
    if not source.is_bearer:
        return is_signed(source, body, headers, seal, now)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    told, is_same = _digest(token.strip()), False
    # All are compared, so that the time tells nothing.
    for kept in _valid(source, now):
        is_same |= hmac.compare_digest(kept, told)
    return is_same and scheme.lower() == "bearer"


def is_signed(
    source: IngestSource, body: bytes, headers: Mapping[str, str], seal: MultiFernet, now: datetime
) -> bool:
    """Whether a body was signed by this source within the last minutes (Standard Webhooks).

    Both secrets count while the old one is valid.
    """
    return any(_fits(each, body, headers, seal) for each in _valid(source, now))


def _valid(source: IngestSource, now: datetime) -> list[str]:
    is_both = source.old_secret and source.old_until and source.old_until > now
    return [source.secret, *([source.old_secret] if source.old_secret and is_both else [])]


def _fits(sealed: str, body: bytes, headers: Mapping[str, str], seal: MultiFernet) -> bool:
    try:
        secret = seal.decrypt(sealed.encode()).decode()
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except (InvalidToken, WebhookVerificationError, ValueError):
        return False
    return True
