"""What the sender of a file sees: how it was read, what it would change, what to decide. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.text import plural
from bot.deliveries.notices import NoticeKind, untyped
from bot.features.imports.notices import FILE, REFUSED, REJECTS
from bot.features.imports.rules.facts import FileImport
from bot.features.ledger.rules.records import DealStatus
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    header,
    section,
)
from bot.slack.text import escape

APPLY, CANCEL, COLUMNS, PEOPLE = "intake.apply", "intake.cancel", "intake.columns", "intake.people"
_BAR = 20
_DECIDED = (DealStatus.WON, DealStatus.LOST)


def file_message(facts: Mapping[str, Any]) -> Message:
    """The message about a file, from its arrival to its end.

    `facts["state"]` as in `FileImportRow`, or "working".
    """
    name, state = facts["name"], facts["state"]
    drawn = {
        "waiting": _waiting,
        "working": _working,
        "asking": _asking,
        "confirmed": _waiting,
        "applied": _applied,
        "failed": _failed,
        "cancelled": _cancelled,
    }[state]
    blocks = drawn(facts)
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


def _waiting(facts: Mapping[str, Any]) -> list[Block]:
    words = "Importing …" if facts["state"] == "confirmed" else "Reading …"
    return [context(f":hourglass_flowing_sand: {words}")]


def _working(facts: Mapping[str, Any]) -> list[Block]:
    full = _BAR * facts["done"] // max(facts["rows"], 1)
    bar = f"`{'█' * full}{'░' * (_BAR - full)}`"
    return [section(f"{bar} {facts['done']:,} of {facts['rows']:,} rows")]


def _asking(facts: Mapping[str, Any]) -> list[Block]:
    blocks = [section(_read_as(facts))]
    for _, column, choices, example in facts["questions"]:
        ways = " or ".join(f"`{choice}`" for choice in choices)
        blocks.append(
            section(
                f":question: *{escape(column)}*, such as “{escape(example)}”, can be read as {ways}. "
                "*Columns* asks which one it is."
            )
        )
    if facts["missing"]:
        blocks.append(
            section(f":question: Which column is *{', '.join(facts['missing'])}*? Choose in *Columns*.")
        )
    if facts["stages"] and not any(status in _DECIDED for _, status in facts["stages"]):
        names = ", ".join(escape(word) for word, _ in facts["stages"][:8])
        blocks.append(
            section(f":question: Of {names} none is won or lost to me: say in *Columns* what they mean.")
        )
    ready = not facts["questions"] and not facts["missing"]
    if ready:
        blocks.append(section(f"*It would bring* {_counts(facts)}"))
        blocks += _reasons(facts)
    if facts["unknown"]:
        names = ", ".join(escape(each[2] or each[1] or each[0]) for each in facts["unknown"][:8])
        rest = len(facts["unknown"]) - 8
        more = f" and {rest} more" if rest > 0 else ""
        blocks.append(section(f":bust_in_silhouette: Who is {names}{more}? Their rows wait for your answer."))
    if facts.get("imported_on"):
        blocks.append(context(f"This very file was imported on {facts['imported_on'][:10]}."))
    return [*blocks, _buttons(facts, ready=ready)]


def _buttons(facts: Mapping[str, Any], *, ready: bool) -> Block:
    value = str(facts["import"])
    found = []
    if ready and facts["new"] + facts["changed"] > 0:
        found.append(button("Import", APPLY, value=value, style="primary"))
    if facts["unknown"]:
        found.append(button("Say who is who", PEOPLE, value=value))
    found += [button("Columns", COLUMNS, value=value), button("Cancel", CANCEL, value=value)]
    return actions(*found)


def _read_as(facts: Mapping[str, Any]) -> str:
    columns = " · ".join(f"{title} = `{escape(column)}`" for title, column in facts["columns"])
    unused = f"\nNot used: {', '.join(escape(each) for each in facts['unused'])}" if facts["unused"] else ""
    return f"{facts['rows']:,} rows of *{facts['kind']}*, read as\n{columns or 'nothing that I know'}{unused}"


def _counts(facts: Mapping[str, Any]) -> str:
    return (
        f"{facts['new']:,} new, {facts['changed']:,} changed, {facts['same']:,} the same, "
        f"{facts['rejected']:,} rejected"
    )


def _reasons(facts: Mapping[str, Any]) -> list[Block]:
    lines = [f"• {escape(reason)} ({plural(count, 'row')})" for reason, count in facts["reasons"]]
    return [context("\n".join(lines))] if lines else []


def _applied(facts: Mapping[str, Any]) -> list[Block]:
    rest = " The rejected rows come as a file, with the reasons." if facts["rejected"] else ""
    return [section(f":white_check_mark: *Imported:* {_counts(facts)}.{rest}"), *_reasons(facts)]


def _failed(facts: Mapping[str, Any]) -> list[Block]:
    lines = facts.get("read_in", [0])[0]
    if not lines:
        return [section(f":warning: {facts['reason']}"), context("Nothing of it is in the books.")]
    how_far = f"{lines:,} of its {facts['rows']:,} rows are in the books"
    rest = f"{how_far}. Send it again for the others: what is in is not counted twice."
    return [section(f":warning: {facts['reason']}"), context(rest)]


def _cancelled(facts: Mapping[str, Any]) -> list[Block]:
    return [context("Not imported.")]


def rejects_message(facts: Mapping[str, Any]) -> Message:
    """Text of the message with the list of rejected lines."""
    return Message(f"The rows of {facts['name']} that were rejected, with the reasons.")


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


def refused_message(facts: Mapping[str, Any]) -> Message:
    """Message that tells why a file is not taken."""
    return Message(facts["reason"], [section(f":warning: {facts['reason']}")])


KINDS: dict[str, NoticeKind[Any]] = {
    FILE: untyped(file_message),
    REJECTS: untyped(rejects_message),
    REFUSED: untyped(refused_message),
}
