"""Keep what is typed, offer it again, let go of it once it is sent."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.drafts.repository import DraftRepository
from bot.features.drafts.rules import ASIDE
from bot.slack.requests import begun_with

# In place of a window.
_ELSEWHERE = "elsewhere"
# Beside the fields of a draft: the names of those that were changed.
_CHANGED = "#changed"


def form_name(callback_id: str, metadata: str) -> str:
    """Which form about what: the metadata names whom or what it is about, up to `ASIDE`."""
    return f"{callback_id}:{metadata.partition(ASIDE)[0]}"


def _form_of(view: Mapping[str, Any]) -> str:
    return form_name(view["callback_id"], view.get("private_metadata", ""))


async def keep(
    transaction: Transaction, author_id: str, view: Mapping[str, Any], words: Mapping[str, str], now: datetime
) -> None:
    """What is typed into this window so far, and which of its fields are not as they were."""
    repository, form, begun = DraftRepository(transaction), _form_of(view), begun_with(view)
    before = await repository.words(author_id, form)
    # What the form began with was typed before, or was not typed at all.
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
    """What comes from elsewhere, such as the words after a command, as if it was typed into the form."""
    form = form_name(callback_id, about)
    await DraftRepository(transaction).keep(author_id, form, dict(words), _ELSEWHERE, now)


async def sent(transaction: Transaction, author_id: str, view: Mapping[str, Any], now: datetime) -> None:
    """This window was sent: the form is empty next time."""
    await DraftRepository(transaction).close(author_id, _form_of(view), view["id"], now)


async def kept(transaction: Transaction, author_id: str, callback_id: str, about: str) -> dict[str, str]:
    """What was typed before into this form about this, by field; nothing where nothing was.

    All of its fields: those that were not touched as they were then.
    """
    words = await DraftRepository(transaction).words(author_id, form_name(callback_id, about))
    return _without_marks(words)


async def changed(transaction: Transaction, author_id: str, callback_id: str, about: str) -> dict[str, str]:
    """The same of a form whose fields others may change meanwhile: only what this person changed in it."""
    words = await DraftRepository(transaction).words(author_id, form_name(callback_id, about))
    return {name: words[name] for name in words.get(_CHANGED, "").split()}


def _without_marks(words: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in words.items() if name != _CHANGED}


async def all_of(transaction: Transaction, author_id: str) -> dict[str, dict[str, str]]:
    """Everything that somebody has typed and not sent, by form."""
    rows = await DraftRepository(transaction).of(author_id)
    return {each.form: _without_marks(each.words) for each in rows if each.words}


async def begun(transaction: Transaction, author_id: str, callback_id: str) -> set[str]:
    """What this form is about wherever somebody has typed something into it."""
    prefix = form_name(callback_id, "")
    typed = await all_of(transaction, author_id)
    return {form.removeprefix(prefix) for form in typed if form.startswith(prefix)}


async def forget_forms(transaction: Transaction, forms: Collection[str]) -> None:
    """Drop what anybody typed into these: what they are about is gone."""
    await DraftRepository(transaction).drop(forms)


async def forget_before(transaction: Transaction, at: datetime) -> None:
    """Drop what nobody has touched since."""
    await DraftRepository(transaction).drop_before(at)
