"""Notices: what is delivered, how it is drawn, and what is known of a delivery without its content; pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from bot.slack.blocks import Message

# How long the file of a failed delivery is kept, for sending it again.
FILES_KEPT_FOR = timedelta(days=7)
NO_FILE = f"Its file was kept for {FILES_KEPT_FOR.days} days and is gone, so it cannot be sent again."

WAITING = "waiting"
SENDING = "sending"
SENT = "sent"
MERGED = "merged"
FAILED = "failed"
CANCELLED = "cancelled"
EXPIRED = "expired"

RETRACTION = "deliveries.retraction"
EDIT = "deliveries.amendment"

DIGEST = "deliveries.digest"
REMINDERS = "deliveries.reminders"
# Messages that are made of others, which are `MERGED` into them.
MADE_OF_OTHERS = frozenset({DIGEST, REMINDERS})
EPHEMERAL = "deliveries.ephemeral"

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Notice:
    """What one message tells, as frozen fields; a subclass for each kind, in the `notices` of its feature.

    `kind` is stored and never changes. A field that is added needs a default. A field whose meaning changes,
    or that goes, needs a new `version`, and an `upgrade` of what is stored. `is_confidential`: see
    `Delivery`.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    is_confidential: ClassVar[bool] = False

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """The stored `facts` of an older `version`, as this version stores them."""
        return facts


@dataclass(frozen=True)
class Digest(Notice):
    """Several notices as one message, a line each."""

    kind = DIGEST
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReminderRow:
    """A reminder as one row among others: a line of mrkdwn, and the button that does it.

    `is_done`: what it reminds of was done after it was sent.
    """

    text: str
    label: str
    action_id: str
    value: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Reminders(Notice):
    """All that a person is reminded of in one hour, a row each."""

    kind = REMINDERS
    rows: tuple[ReminderRow, ...] = ()


@dataclass(frozen=True)
class EphemeralNotice(Notice):
    """An answer that only one person sees, to what had no acknowledgement to answer in: drawn already."""

    kind = EPHEMERAL
    text: str
    blocks: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class EditOrder(Notice):
    """That the message with the dedupe key `of` has changed."""

    kind = EDIT
    of: str


@dataclass(frozen=True)
class RetractionOrder(Notice):
    """That the message with the dedupe key `of` is taken back."""

    kind = RETRACTION
    of: str


N = TypeVar("N", bound=Notice)
Render = Callable[[N], Message]
DigestLine = Callable[[N], str]


class MessageGroup(StrEnum):
    """What an unsolicited message is about: a box each in people's preferences.

    `team` is for who leads one, `running` for admins; only they get such messages.
    """

    waiting = "What waits for me"
    reminders = "Reminders"
    monday = "My Monday"
    thanks = "Thanks and feedback"
    coaching = "Coaching"
    learning = "Learning from colleagues"
    news = "News"
    team = "My team"
    running = "Running Pacer"


@dataclass(frozen=True)
class Unsolicited(Generic[N]):
    """A direct message that its receiver did not ask for, so that preferences and limits apply.

    `title` is the name under which people may switch it off, alone or with all of its `group`. `line` gives
    it as one line of a digest; None: it is never merged, and waits on its own. `is_news`: it is good to know;
    within a day's limit it leaves room for all else, which somebody waits for, or which comes by custom.
    """

    title: str
    line: DigestLine[N] | None = None
    is_news: bool = False
    group: MessageGroup = MessageGroup.news


def _no_need(_: object) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class Reminding(Generic[N]):
    """That a kind only reminds: reminders of one hour share one message, of which a person gets one a day.

    `row` draws it as one row. `needs` gives the keys of the needs of which it reminds, of whoever receives
    it; once none of them is on their list, it is left out. Without keys it never is.
    """

    row: Callable[[N], ReminderRow]
    needs: Callable[[N], Collection[str]] = _no_need


class InDoubt(StrEnum):
    """What to do with a message that may be in Slack, where it cannot be looked for.

    Direct messages are looked for; posts in channels, ephemeral messages and files cannot be.
    """

    # An answer that its receiver waits for: better twice than never.
    repeat = "repeat"
    # What others see: written down as failed, and admins may look and send it again.
    leave = "leave"


@dataclass(frozen=True)
class NoticeKind(Generic[N]):
    """A kind of notice: `render` draws it as a message.

    `unasked` is None for replies and posts, to which preferences do not apply. `is_linked`: the product keeps
    a link to the message, so its address is kept for good. `when_in_doubt`: see `InDoubt`. `despite_outage`:
    tried while Slack takes no messages. `formerly`: kinds under which rows of before are
    stored, which are read and drawn in the same way. `reminds`: see `Reminding`. `takes_reminders`: what a
    person is reminded of on the morning on which they get it are rows of it. `is_forgotten`: what it says is
    kept no longer than until it is sent, or given up.
    """

    notice: type[N]
    render: Render[N]
    unasked: Unsolicited[N] | None = None
    is_linked: bool = False
    when_in_doubt: InDoubt = InDoubt.leave
    despite_outage: bool = False
    formerly: tuple[str, ...] = ()
    reminds: Reminding[N] | None = None
    takes_reminders: bool = False
    is_forgotten: bool = False


NoticeKinds = Mapping[str, NoticeKind[Any]]


def by_kind(*kinds: NoticeKind[Any]) -> dict[str, NoticeKind[Any]]:
    """Kinds of notices by the name under which they are stored."""
    return {name: each for each in kinds for name in (each.notice.kind, *each.formerly)}


@dataclass(frozen=True)
class DeliveryLogEntry:
    """One delivery, without its content. `lacks_file`: its file has been deleted.

    `next_at`: when it is tried next, if it waits.
    """

    id: int
    workspace_id: str
    kind: str
    target: str
    state: str
    due_at: datetime
    attempts: int
    error: str | None
    lacks_file: bool = False
    next_at: datetime | None = None
