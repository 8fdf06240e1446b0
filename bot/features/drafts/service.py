"""Use cases of drafts: keep what is typed, offer it again, drop it once it is sent."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.drafts.repository import DraftRepository
from bot.framework.context import Context
from bot.framework.forms.field import TYPED
from bot.framework.forms.form import ASIDE, Form
from bot.slack.form_values import begun_with
from bot.slack.requests import SubmissionRequest

# Stands for the view id of what was not typed into a window.
_ELSEWHERE = "elsewhere"
# Stored beside the fields of a draft: names of those that were changed, by blanks.
_CHANGED = "#changed"


def form_name(callback_id: str, metadata: str) -> str:
    """Name under which a draft is stored: callback id and subject (the metadata up to `ASIDE`)."""
    return f"{callback_id}:{metadata.partition(ASIDE)[0]}"


def _form_of(view: Mapping[str, Any]) -> str:
    return form_name(view["callback_id"], view.get("private_metadata", ""))


async def open_form(
    transaction: Transaction,
    author_id: str,
    form: type[Form[Any]],
    facts: object = None,
    *,
    about: str = "",
    version: object = "",
) -> dict[str, Any]:
    """The window of a form for this person, with what they typed before and have not sent.

    `about`: its subject, for which the draft is kept; `version`: of it, "" for none.
    """
    typed = await changed(transaction, author_id, form.callback_id, about) if form.drafts else {}
    return form.draw(facts, about=about, version=version, typed=typed)


async def keep(
    transaction: Transaction, author_id: str, view: Mapping[str, Any], words: Mapping[str, str], now: datetime
) -> None:
    """Stores the fields (`words`, raw by name) of an open view, and which of them differ from its start."""
    repository, form, begun = DraftRepository(transaction), _form_of(view), begun_with(view)
    before = await repository.words(author_id, form)
    # A field that began with an earlier draft counts as changed while it keeps that value.
    typed = before.get(_CHANGED, "").split()
    changed = [
        name
        for name, value in words.items()
        if value != begun.get(name, "") or (name in typed and value == before[name])
    ]
    kept = {**words, _CHANGED: " ".join(changed)}
    await repository.keep(author_id, form, kept, view["id"], now)


async def keep_as_typed(
    transaction: Transaction,
    author_id: str,
    callback_id: str,
    about: str,
    words: Mapping[str, str],
    now: datetime,
) -> None:
    """Stores words that came from elsewhere, such as a command, as if typed into the form `about` this."""
    form, kept = form_name(callback_id, about), {**words, _CHANGED: " ".join(words)}
    await DraftRepository(transaction).keep(author_id, form, kept, _ELSEWHERE, now)


async def sent(transaction: Transaction, author_id: str, view: Mapping[str, Any], now: datetime) -> None:
    """Empties the draft of a submitted view; later keystrokes of that window are ignored."""
    await DraftRepository(transaction).close(author_id, _form_of(view), view["id"], now)


async def close(ctx: Context, request: SubmissionRequest) -> None:
    """Empties the draft of a form that was sent, where its fields report what is typed."""
    elements = (block.get("element", {}) for block in request.view.get("blocks", ()))
    if any(element.get("action_id") == TYPED for element in elements):
        await sent(ctx.transaction, request.actor_id, request.view, request.now)


async def kept(transaction: Transaction, author_id: str, callback_id: str, about: str) -> dict[str, str]:
    """Values of all fields when this person last typed into the form; {} without a draft.

    Fields that they did not touch have the value of that time.
    """
    words = await DraftRepository(transaction).words(author_id, form_name(callback_id, about))
    return _without_marks(words)


async def changed(transaction: Transaction, author_id: str, callback_id: str, about: str) -> dict[str, str]:
    """Values that this person changed and has not sent, by field; {} without a draft.

    For forms whose other fields may be changed by others meanwhile.
    """
    words = await DraftRepository(transaction).words(author_id, form_name(callback_id, about))
    # Before marks were kept, whatever there is counts as changed.
    names = words[_CHANGED].split() if _CHANGED in words else words
    return {name: words[name] for name in names}


def _without_marks(words: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in words.items() if name != _CHANGED}


async def all_of(transaction: Transaction, author_id: str) -> dict[str, dict[str, str]]:
    """All drafts of a person that have content: raw values by field, by form name."""
    rows = await DraftRepository(transaction).of(author_id)
    return {each.form: _without_marks(each.words) for each in rows if each.words}


async def begun(transaction: Transaction, author_id: str, callback_id: str) -> set[str]:
    """Subjects for which this person has a draft of the form; "" for a form without a subject."""
    prefix = form_name(callback_id, "")
    typed = await all_of(transaction, author_id)
    return {form.removeprefix(prefix) for form in typed if form.startswith(prefix)}


async def forget_forms(transaction: Transaction, forms: Collection[str]) -> None:
    """Deletes everybody's drafts of these form names, because what they are about is gone."""
    await DraftRepository(transaction).drop(forms)


async def forget_before(transaction: Transaction, at: datetime) -> None:
    """Deletes drafts that nobody has touched since this instant."""
    await DraftRepository(transaction).drop_before(at)
