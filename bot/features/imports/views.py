"""What the sender of a file sees: how it was read, what it would change, what to decide. Pure."""

from collections.abc import Sequence

from bot.common.text import plural
from bot.deliveries.notices import NoticeKind
from bot.features.imports.notices import FileRefused, FileReport, RejectedRows
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import DEALS, KINDS
from bot.features.imports.rules.files.vendor_headers import USUAL
from bot.features.imports.rules.format_detection import SIGNS
from bot.features.ledger.rules.records import DealStatus
from bot.slack.blocks import Block, Message, actions, button, context, header, section
from bot.slack.text import escape

APPLY, CANCEL, COLUMNS, PEOPLE = "intake.apply", "intake.cancel", "intake.columns", "intake.people"
_BAR = 20
_ID = next(field.title for field in KINDS[DEALS] if field.name == "external_id")
_DECIDED = (DealStatus.WON, DealStatus.LOST)


def file_message(notice: FileReport) -> Message:
    """The message about a file, from its arrival to its end."""
    name, state = notice.name, notice.state
    drawn = {
        "waiting": _waiting,
        "working": _working,
        "asking": _asking,
        "confirmed": _waiting,
        "applied": _applied,
        "failed": _failed,
        "cancelled": _cancelled,
    }[state]
    blocks = drawn(notice)
    return Message(f"{name}: {_STATES[state]}", [section(f":inbox_tray: *{name}*"), *blocks])


_STATES = {
    "waiting": "I am reading it",
    "working": "I am reading it",
    "asking": "shall I import it?",
    "confirmed": "it is being imported",
    "applied": "imported",
    "failed": "it could not be imported",
    "cancelled": "not imported",
}


def _waiting(notice: FileReport) -> list[Block]:
    words = "Importing …" if notice.state == "confirmed" else "Reading …"
    return [context(f":hourglass_flowing_sand: {words}")]


def _working(notice: FileReport) -> list[Block]:
    full = _BAR * notice.done // max(notice.rows, 1)
    bar = f"`{'█' * full}{'░' * (_BAR - full)}`"
    return [section(f"{bar} {notice.done:,} of {notice.rows:,} rows")]


def _asking(notice: FileReport) -> list[Block]:
    blocks = [section(_read_as(notice))]
    for _, column, choices, example in notice.questions:
        ways = " or ".join(f"`{choice}`" for choice in choices)
        asks = f"*{escape(column)}*, such as “{escape(example)}”"
        if tuple(choices) == SIGNS:
            asks = f"{asks}: do its decimals stand behind {ways}?"
        else:
            asks = f"{asks}, can be read as {ways}."
        blocks.append(section(f":question: {asks} *Columns* asks which one it is."))
    if notice.missing:
        blocks.append(
            section(f":question: Which column is *{', '.join(notice.missing)}*? Choose in *Columns*.")
        )
    if notice.stages and not any(status in _DECIDED for _, status in notice.stages):
        names = ", ".join(escape(word) for word, _ in notice.stages[:8])
        blocks.append(
            section(f":question: Of {names} none is won or lost to me: say in *Columns* what they mean.")
        )
    ready = not notice.questions and not notice.missing
    if ready:
        blocks.append(section(f"*It would bring* {_counts(notice)}"))
        blocks += _reasons(notice)
    if notice.unknown:
        names = ", ".join(escape(each[2] or each[1] or each[0]) for each in notice.unknown[:8])
        rest = len(notice.unknown) - 8
        more = f" and {rest} more" if rest > 0 else ""
        blocks.append(section(f":bust_in_silhouette: Who is {names}{more}? Their rows wait for your answer."))
    if notice.file_kind == DEALS and not any(title == _ID for title, _ in notice.columns):
        blocks.append(context("It has no column of ids: a deal is known by name, account and creation day."))
    if notice.imported_on:
        blocks.append(context(f"This very file was imported on {notice.imported_on[:10]}."))
    return [*blocks, _buttons(notice, ready=ready)]


def _buttons(notice: FileReport, *, ready: bool) -> Block:
    value = str(notice.import_id)
    found = []
    if ready and notice.new + notice.changed + notice.gone > 0:
        found.append(button("Import", APPLY, value=value, style="primary"))
    if notice.unknown:
        found.append(button("Say who is who", PEOPLE, value=value))
    found += [button("Columns", COLUMNS, value=value), button("Cancel", CANCEL, value=value)]
    return actions(*found)


def _read_as(notice: FileReport) -> str:
    columns = " · ".join(f"{title} = `{escape(column)}`" for title, column in notice.columns)
    unused = f"\nNot used: {', '.join(escape(each) for each in notice.unused)}" if notice.unused else ""
    rows = f"{plural(notice.rows, 'row')} of *{notice.file_kind}*"
    source = f" from *{escape(notice.source)}*" if notice.source not in ("", USUAL) else ""
    return f"{rows}{source}, read as\n{columns or 'nothing that I know'}{unused}"


def _counts(notice: FileReport) -> str:
    rare = f"{notice.gone:,} gone, " if notice.gone else ""
    rare += f"{notice.older:,} older than what is known, " if notice.older else ""
    return (
        f"{notice.new:,} new, {notice.changed:,} changed, {notice.same:,} the same, "
        f"{rare}{notice.rejected:,} rejected"
    )


def _reasons(notice: FileReport) -> list[Block]:
    lines = [f"• {escape(reason)} ({plural(count, 'row')})" for reason, count in notice.reasons]
    return [context("\n".join(lines))] if lines else []


def _applied(notice: FileReport) -> list[Block]:
    rest = " The rejected rows come as a file, with the reasons." if notice.rejected else ""
    return [section(f":white_check_mark: *Imported:* {_counts(notice)}.{rest}"), *_reasons(notice)]


def _failed(notice: FileReport) -> list[Block]:
    lines = notice.read_in[0]
    if not lines:
        return [section(f":warning: {notice.reason}"), context("Nothing of it is in the books.")]
    how_far = f"{lines:,} of its {notice.rows:,} rows are in the books"
    rest = f"{how_far}. Send it again for the others: what is in is not counted twice."
    return [section(f":warning: {notice.reason}"), context(rest)]


def _cancelled(notice: FileReport) -> list[Block]:
    return [context("Not imported.")]


def rejects_message(notice: RejectedRows) -> Message:
    """Text of the message with the list of rejected lines."""
    return Message(f"The rows of {notice.name} that were rejected, with the reasons.")


def how_message(rows: Sequence[FileImport]) -> Message:
    """Answer to `/metrics import`: the ways in, and `rows`, the files sent last."""
    ways = (
        "*A file*: send me a .csv or .xlsx in our direct message. I read it, show what it would change, and "
        "wait for your word. Write `as hubspot` with it to name where it is from.",
        "*A webhook*: signed requests from your CRM or a script. Whoever hosts me opens the address with "
        "`python -m bot source add hubspot`.",
        "*By hand*: `/metrics log won $48k Acme`.",
        "*On the server*: `python -m bot import deals FILE`.",
    )
    blocks: list[Block] = [header("How numbers come in"), section("\n".join(f"• {way}" for way in ways))]
    lines = [
        f"• {row.name}: {_STATES.get(row.state, row.state)}, {row.sent_at:%d %b %H:%M} UTC" for row in rows
    ]
    if lines:
        blocks.append(section("*Lately*\n" + "\n".join(lines)))
    return Message("How numbers come in", blocks)


def refused_message(notice: FileRefused) -> Message:
    """Message that tells why a file is not taken."""
    return Message(notice.reason, [section(f":warning: {notice.reason}")])


NOTICES = (
    NoticeKind(FileReport, file_message),
    NoticeKind(RejectedRows, rejects_message),
    NoticeKind(FileRefused, refused_message),
)
