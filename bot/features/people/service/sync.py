"""How far the reading of all members has come: each page is kept with the cursor of the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.db.transaction import Transaction
from bot.features.people.repository import MemberRepository
from bot.features.people.rules import QuietTime, likely_zone
from bot.features.people.service import members as people_members
from bot.features.workspace import service as workspace

USERS = "users.list"
QUIET = "dnd.teamInfo"
# dnd.teamInfo takes at most 50 users a call.
PEOPLE_A_CALL = 50
# What is later than this was told by a clock that has been set back since.
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class UsersPage:
    """A page of users.list: rows of `rules.member_facts`, and the cursor of the next ("" at the end).

    `workspace_name`: None where it was not asked with this page.
    """

    workspace_name: str | None
    members: Sequence[Mapping[str, Any]]
    next_cursor: str


async def begin(transaction: Transaction) -> None:
    """Begins to read all members anew, at page one, unless a reading is under way."""
    repository = MemberRepository(transaction)
    positions = [await repository.position(method) for method in (USERS, QUIET)]
    if all(position is None or position.is_done for position in positions):
        await repository.keep_position(USERS, "", None, is_done=False)


async def cursor_now(transaction: Transaction, method: str, now: datetime) -> str | None:
    """The cursor of the page to ask for ("" for the first); None when there is none, or not yet."""
    position = await MemberRepository(transaction).position(method)
    if position is None or position.is_done:
        return None
    if position.resume_at is not None and now < position.resume_at <= now + LONGEST_PAUSE:
        return None
    return position.cursor


async def keep_users(transaction: Transaction, page: UsersPage, now: datetime) -> None:
    """Stores a page of users; after the last one, quiet times are to be read."""
    await people_members.keep(transaction, page.members)
    repository = MemberRepository(transaction)
    if page.workspace_name is not None:
        zone = likely_zone(await repository.zones())
        await workspace.remember(transaction, name=page.workspace_name, likely_zone=zone, now=now)
    await repository.keep_position(USERS, page.next_cursor, None, is_done=not page.next_cursor)
    if not page.next_cursor:
        await repository.keep_position(QUIET, "", None, is_done=False)


async def next_people(transaction: Transaction, cursor: str) -> list[str]:
    """The ids of those whose quiet times are to be asked next; [] behind the last."""
    return list(await MemberRepository(transaction).active_after(cursor, PEOPLE_A_CALL))


async def keep_quiet(transaction: Transaction, quiet: Mapping[str, QuietTime], asked: Sequence[str]) -> None:
    """Stores the quiet times of those `asked` about, of whom Slack may have left some out."""
    await people_members.keep_quiet(transaction, quiet)
    await MemberRepository(transaction).keep_position(QUIET, asked[-1], None, is_done=False)


async def pause(transaction: Transaction, method: str, cursor: str, resume_at: datetime) -> None:
    """Goes on at `resume_at` with the page at this cursor, at most `LONGEST_PAUSE` later."""
    await MemberRepository(transaction).keep_position(method, cursor, resume_at, is_done=False)


async def finish(transaction: Transaction, method: str) -> None:
    """Nothing more is to be read by this method, until the next reading begins."""
    await MemberRepository(transaction).keep_position(method, "", None, is_done=True)
