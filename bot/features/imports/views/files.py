"""What the sender of a file sees: how it was read, what it would change, what to decide. Pure."""

from fractions import Fraction

from bot.common.bars import bar
from bot.common.text import plural
from bot.deliveries.notices import InDoubt, NoticeKind
from bot.features.imports.notices import FileRefused, FileReport, RejectedRows
from bot.features.imports.rules.fields import DEALS, KINDS
from bot.features.imports.rules.files.vendor_headers import USUAL
from bot.features.imports.rules.rows.wording import rows_in_words
from bot.features.imports.rules.stages.wording import asks_for_stages, stage_questions, stages_read
from bot.features.imports.views.format_questions import column_question, format_question, id_question
from bot.features.imports.views.reconciling import all_of_it
from bot.features.imports.views.taking_back import taken_back, taken_in_before, way_back
from bot.features.imports.views.twins import twin_question
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.text import escape

APPLY, CANCEL, COLUMNS, PEOPLE = "intake.apply", "intake.cancel", "intake.columns", "intake.people"
STAGES = "intake.stages"
_ID = next(field.title for field in KINDS[DEALS] if field.name == "external_id")


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
        "undoing": _waiting,
        "taken_back": taken_back,
    }[state]
    blocks = drawn(notice)
    return Message(f"{name}: {STATES[state]}", [section(f":inbox_tray: *{name}*"), *blocks])


STATES = {
    "waiting": "I am reading it",
    "working": "I am reading it",
    "asking": "shall I import it?",
    "confirmed": "it is being imported",
    "applied": "imported",
    "failed": "it could not be imported",
    "cancelled": "not imported",
    "undoing": "it is being taken back",
    "taken_back": "taken back",
}


def _waiting(notice: FileReport) -> list[Block]:
    words = {"confirmed": "Importing …", "undoing": "Taking it back …"}.get(notice.state, "Reading …")
    return [context(f":hourglass_flowing_sand: {words}")]


def _working(notice: FileReport) -> list[Block]:
    drawn = bar(Fraction(notice.done, max(notice.rows, 1)))
    return [section(f"{drawn} {notice.done:,} of {notice.rows:,} rows")]


def _asking(notice: FileReport) -> list[Block]:
    blocks = [section(_read_as(notice))] if notice.file_kind else []
    blocks += _first_question(notice)
    if known := stages_read(notice.words):
        blocks.append(context(known))
    ready = not notice.questions and not notice.missing and not asks_for_stages(notice.words)
    if ready:
        blocks.append(section(f"*It would bring* {_counts(notice)}"))
        blocks += _totals(notice)
        blocks += _reasons(notice)
        blocks += _notes(notice)
    if notice.unknown:
        names = ", ".join(escape(each[2] or each[1] or each[0]) for each in notice.unknown[:8])
        rest = len(notice.unknown) - 8
        more = f" and {rest} more" if rest > 0 else ""
        blocks.append(section(f":bust_in_silhouette: Who is {names}{more}? Their rows wait for your answer."))
    if ready and notice.file_kind == DEALS and not any(title == _ID for title, _ in notice.columns):
        blocks += id_question(notice)
    blocks += taken_in_before(notice)
    if ready:
        blocks += twin_question(notice) or all_of_it(notice)
    return [*blocks, _buttons(notice, ready=ready and not notice.twin)]


def _first_question(notice: FileReport) -> list[Block]:
    """One at a time: the next one comes when the file is read anew with the answer."""
    if blocks := column_question(notice) or format_question(notice):
        return blocks
    asked = stage_questions(notice.words)
    # Of a file that was looked at before stages had their own form.
    if not asked and notice.stages and not any(status in ("won", "lost") for _, status in notice.stages):
        names = ", ".join(escape(word) for word, _ in notice.stages[:8])
        asked = f"Of {names} none is won or lost to me: send the file again, and I ask what they mean."
    return [section(f":question: {asked}")] if asked else []


def _buttons(notice: FileReport, *, ready: bool) -> Block:
    value = str(notice.import_id)
    found = []
    if ready and notice.new + notice.changed + notice.gone + notice.parked > 0:
        found.append(button("Import", APPLY, value=value, style="primary"))
    if notice.unknown:
        found.append(button("Say who is who", PEOPLE, value=value))
    if notice.words:
        found.append(button("Stages", STAGES, value=value))
    if notice.file_kind:
        found.append(button("Change how it is read", COLUMNS, value=value))
    found.append(button("Cancel", CANCEL, value=value))
    return actions(*found)


def _read_as(notice: FileReport) -> str:
    by_title: dict[str, list[str]] = {}
    for title, column in notice.columns:
        by_title.setdefault(title, []).append(f"`{escape(column)}`")
    columns = " · ".join(f"{title} = {', else '.join(listed)}" for title, listed in by_title.items())
    unused = f"\nNot used: {', '.join(escape(each) for each in notice.unused)}" if notice.unused else ""
    rows = f"{plural(notice.rows, 'row')} of *{notice.file_kind}*"
    source = f" from *{escape(notice.source)}*" if notice.source not in ("", USUAL) else ""
    return f"{rows}{source}, read as\n{columns or 'nothing that I know'}{unused}"


def _counts(notice: FileReport) -> str:
    rare = f"{notice.gone:,} gone, " if notice.gone else ""
    rare += f"{notice.older:,} older than what is known, " if notice.older else ""
    return (
        f"{notice.new:,} new, {notice.changed:,} changed, {notice.same:,} the same, "
        f"{rare}{notice.rejected:,} rejected{_waiting_rows(notice.parked)}"
    )


def _waiting_rows(count: int) -> str:
    if not count:
        return ""
    return f", {count:,} {'waits' if count == 1 else 'wait'} for an answer"


def _reasons(notice: FileReport) -> list[Block]:
    lines = [f"• {escape(reason)} ({plural(count, 'row')})" for reason, count in notice.reasons]
    lines += [notice.more_reasons] if notice.more_reasons else []
    return [context("\n".join(lines))] if lines else []


def _notes(notice: FileReport) -> list[Block]:
    lines = [escape(line) for line in rows_in_words(notice.omitted, notice.doubts, notice.later)]
    return [context("\n".join(f"• {line}" for line in lines))] if lines else []


def _totals(notice: FileReport) -> list[Block]:
    lines = [escape(line) for line in (notice.totals, notice.own_total) if line]
    return [section("\n".join(lines))] if lines else []


def _applied(notice: FileReport) -> list[Block]:
    rest = " The rejected rows come as a file, with the reasons." if notice.rejected else ""
    done = section(f":white_check_mark: *Imported:* {_counts(notice)}.{rest}")
    return [done, *_totals(notice), *_reasons(notice), *_notes(notice), *way_back(notice)]


def _failed(notice: FileReport) -> list[Block]:
    lines = notice.read_in[0]
    if not lines:
        return [section(f":warning: {notice.reason}"), context("Nothing of it is in the books.")]
    how_far = f"{lines:,} of its {notice.rows:,} rows are in the books"
    rest = f"{how_far}. Send it again for the others: what is in is not counted twice."
    return [section(f":warning: {notice.reason}"), context(rest), *way_back(notice)]


def _cancelled(notice: FileReport) -> list[Block]:
    return [context("Not imported.")]


def rejects_message(notice: RejectedRows) -> Message:
    """Text of the message with the list of rejected lines."""
    return Message(f"The rows of {notice.name} that were rejected, with the reasons.")


def refused_message(notice: FileRefused) -> Message:
    """Message that tells why a file is not taken."""
    return Message(notice.reason, [section(f":warning: {notice.reason}")])


NOTICES = (
    NoticeKind(FileReport, file_message, when_in_doubt=InDoubt.repeat),
    NoticeKind(RejectedRows, rejects_message, when_in_doubt=InDoubt.repeat),
    NoticeKind(FileRefused, refused_message, when_in_doubt=InDoubt.repeat),
)
