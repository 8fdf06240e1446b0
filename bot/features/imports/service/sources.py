"""Sources that send by webhook: their addresses, and the secrets by which they sign."""

import base64
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken, MultiFernet
from standardwebhooks import Webhook, WebhookVerificationError

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.models import IngestSource
from bot.features.imports.repository.imports import ImportRepository

# After a new secret the old one stays valid for so long.
BOTH_FOR = timedelta(hours=24)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PREFIX = "whsec_"


@dataclass(frozen=True)
class Opened:
    """A source that is ready: the last part of its URL, and its secret, which is shown this once."""

    address: str
    secret: str


async def open_source(transaction: Transaction, name: str, seal: MultiFernet, now: datetime) -> Opened:
    """A new source; for a known name a new secret, beside which the old one stays valid for a day.

    `seal` encrypts the secret. BadInput: the name is not 1 to 40 of a-z, 0-9 and dashes.
    """
    if not _NAME.fullmatch(name):
        raise BadInput("A source's name has 1 to 40 small letters, digits and dashes.")
    repository = ImportRepository(transaction)
    secret = _PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()
    sealed = seal.encrypt(secret.encode()).decode()
    known = await repository.source_named(name)
    if known is not None:
        known.old_secret, known.old_until = known.secret, now + BOTH_FOR
        known.secret = sealed
        return Opened(known.address, secret)
    address = f"{name}-{secrets.token_hex(4)}"
    facts = {"address": address, "name": name, "secret": sealed, "opened_at": now}
    await repository.open_source(facts)
    return Opened(address, secret)


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


def is_signed(
    source: IngestSource, body: bytes, headers: Mapping[str, str], seal: MultiFernet, now: datetime
) -> bool:
    """Whether a body was signed by this source within the last minutes (Standard Webhooks).

    Both secrets count while the old one is valid.
    """
    sealed = [source.secret]
    if source.old_secret and source.old_until and source.old_until > now:
        sealed.append(source.old_secret)
    return any(_fits(each, body, headers, seal) for each in sealed)


def _fits(sealed: str, body: bytes, headers: Mapping[str, str], seal: MultiFernet) -> bool:
    try:
        secret = seal.decrypt(sealed.encode()).decode()
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except (InvalidToken, WebhookVerificationError, ValueError):
        return False
    return True
