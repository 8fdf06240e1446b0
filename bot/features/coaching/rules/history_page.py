"""All talks of two people as one self-contained HTML page, for screen and print. Pure."""

from collections.abc import Sequence
from datetime import date
from html import escape
from string import Template

from bot.common.dates import write_day
from bot.features.coaching.rules.facts import ActionItem, CoachingNote
from bot.features.coaching.rules.pages import TalkHistory
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemState, TalkState

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { border-bottom: 1px solid #8888; margin-top: 2rem; }
.small { opacity: .75; } .words { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { margin: 0; } h2, h3 { break-after: avoid; } }
</style>
</head>
<body>
<h1>$title</h1>
<p class="small">As $reader may read it. The two of you read what is for both, and nobody else does.</p>
$body
</body>
</html>
""")
_STATES = {
    TalkState.held: "you both said so",
    TalkState.said: "one of you said so",
    TalkState.at_odds: "you said different things",
    TalkState.unconfirmed: "one of you said so",
    TalkState.missed: "it did not happen",
}
_ITEMS = {
    ItemState.open: "open",
    ItemState.offered: "not taken on yet",
    ItemState.done: "done",
    ItemState.declined: "declined",
    ItemState.dropped: "dropped",
}


def page_of(pair: Pair, talks: Sequence[TalkHistory], today: date) -> bytes:
    """The page as UTF-8 HTML, with what the actor of the pair may read. Names come escaped, words do not."""
    body = "\n".join(_talk(each, pair, today) for each in talks) or "<p>There were no talks yet.</p>"
    title = f"1:1s of {pair.manager.name} and {pair.person.name}"
    return _PAGE.substitute(title=title, reader=pair.me.name, body=body).encode()


def _talk(told: TalkHistory, pair: Pair, today: date) -> str:
    day = told.talk.at.astimezone(pair.me.zone).date()
    state = _STATES.get(told.talk.state, "")
    parts = [f"<h2>{write_day(day, today)}</h2>", f'<p class="small">{state}</p>']
    if told.topics:
        parts.append(f"<h3>Talked about</h3>{_lines([escape(each.text) for each in told.topics])}")
    parts += [_note(note, pair) for note in told.notes if note.text]
    if told.items:
        parts.append(f"<h3>Agreed</h3>{_lines([_item(each, pair, today) for each in told.items])}")
    return "\n".join(parts)


def _note(note: CoachingNote, pair: Pair) -> str:
    who = "Your note" if note.author_id == pair.me.id else f"Note of {pair.other.name}"
    alone = ", for you alone" if note.is_private else ""
    return f'<h3>{who}{alone}</h3><p class="words">{escape(note.text)}</p>'


def _item(item: ActionItem, pair: Pair, today: date) -> str:
    who = "You" if item.owner_id == pair.me.id else pair.other_called
    return f"{who}: {escape(item.text)}, by {write_day(item.due_on, today)} ({_ITEMS[item.state]})"


def _lines(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
