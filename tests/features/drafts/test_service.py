"""Drafts on a real database: kept for whoever types, closed by sending, gone when nobody comes back."""

from datetime import timedelta

from bot.features.drafts import service
from bot.features.drafts.listeners import on_typed
from bot.framework.context import Contexts
from bot.framework.forms.form import Form, ParsedValues
from bot.framework.forms.texts import TextField
from tests.features.asking import pressed
from tests.features.goals.office import BEN, CLEO, NORTH, NOW

FORM, ABOUT = "feedback.write", "U0MATE https://slack.com/archives/C/p1"


def window(view_id: str) -> dict[str, str]:
    """The form about Mate on a message, in a window."""
    return {
        "id": view_id,
        "callback_id": FORM,
        "private_metadata": ABOUT,
    }


async def types(db: Contexts, who: str, view_id: str, **words: str) -> None:
    """Somebody types, as Slack tells it."""
    state = {
        name: {"drafts.typed": {"type": "plain_text_input", "value": text}} for name, text in words.items()
    }
    chosen = {"tone": {"tone": {"type": "static_select", "selected_option": {"value": "constructive"}}}}
    await on_typed(pressed(who, "drafts.typed", "", window(view_id), {**state, **chosen}), db)


async def kept(db: Contexts, who: str = BEN) -> dict[str, str]:
    """What somebody finds in the form."""
    async with db.reading(NORTH) as reading:
        return await service.kept(reading, who, FORM, ABOUT)


async def test_typed_and_offered_again(db: Contexts) -> None:
    """The newest counts, with what was chosen from lists; it is nobody else's."""
    await types(db, BEN, "V1", what="You let the cl")
    await types(db, BEN, "V1", what="You let the client finish", effect="")
    assert await kept(db) == {"what": "You let the client finish", "effect": "", "tone": "constructive"}
    assert await kept(db, CLEO) == {}
    async with db.reading(NORTH) as reading:
        assert await service.kept(reading, BEN, FORM, "U0MATE") == {}, "on that message, not in general"
    async with db.reading(NORTH) as reading:
        assert await service.begun(reading, BEN, FORM) == {ABOUT}
        assert await service.begun(reading, BEN, "feedback.note") == set()


async def test_an_older_keystroke_comes_late(db: Contexts) -> None:
    """Machines may deal with two of them in the other order: the newest stays."""
    for after, words in ((2, "You let the client finish"), (1, "You let the cl")):
        async with db.transaction(NORTH) as transaction:
            at = NOW + timedelta(seconds=after)
            await service.keep(transaction, BEN, window("V1"), {"what": words}, at)
    assert await kept(db) == {"what": "You let the client finish"}
    async with db.transaction(NORTH) as transaction:
        earlier = NOW - timedelta(minutes=5)
        await service.keep(transaction, BEN, window("V2"), {"what": "A new window"}, earlier)
    assert await kept(db) == {"what": "A new window"}, "whatever the clocks of two machines say"


def form(**begun: str) -> dict[str, object]:
    """A window whose fields begin like this."""
    blocks = [
        {"type": "input", "block_id": name, "element": {"initial_value": text}}
        for name, text in begun.items()
    ]
    return {**window("V1"), "blocks": blocks}


async def test_what_was_changed(db: Contexts) -> None:
    """What the form began with is not, until it is; what was typed in an earlier window still is."""
    untouched = {"target": "$300k", "note": ""}
    steps: list[tuple[dict[str, str], dict[str, str], dict[str, str]]] = [
        (untouched, {"target": "$300k", "note": "Why"}, {"note": "Why"}),
        (untouched, {"target": "$300k", "note": ""}, {}),
        (untouched, {"target": "$250k", "note": "Why"}, {"target": "$250k", "note": "Why"}),
        (
            {"target": "$250k", "note": "Why"},
            {"target": "$250k", "note": "Why?"},
            {"target": "$250k", "note": "Why?"},
        ),
        (
            {"target": "$250k", "note": "Why?"},
            {"target": "$250k", "note": ""},
            {"target": "$250k", "note": ""},
        ),
    ]
    for begun, typed, expected in steps:
        async with db.transaction(NORTH) as transaction:
            await service.keep(transaction, BEN, form(**begun), typed, NOW)
        async with db.reading(NORTH) as reading:
            assert await service.changed(reading, BEN, FORM, ABOUT) == expected
            assert await service.kept(reading, BEN, FORM, ABOUT) == typed
            assert await service.all_of(reading, BEN) == {f"{FORM}:{ABOUT}": typed}


class NoteForm(Form[ParsedValues]):
    """A form with drafts."""

    callback_id, title, submit = "notes.write", "A note", "Keep"
    note = TextField("Note", optional=True)
    tone = TextField("Tone", initial="Kind")


class PlainNoteForm(NoteForm):
    """A form that refuses drafts."""

    drafts = False


async def test_a_form_opens_with_what_was_typed(db: Contexts) -> None:
    """About the same thing alone, whatever its version; a field that nobody touched begins as it is now."""
    async with db.transaction(NORTH) as transaction:
        opened = await service.open_form(transaction, BEN, NoteForm, about="7", version=1)
        words = {"note": "Call them", "tone": "Kind"}
        await service.keep(transaction, BEN, {**opened, "id": "V1"}, words, NOW)
    async with db.reading(NORTH) as reading:
        again = await service.open_form(reading, BEN, NoteForm, about="7", version=2)
        assert again == NoteForm.draw(about="7", version=2, typed={"note": "Call them"})
        assert again["private_metadata"] == "7#2"
        for who, about in ((BEN, "8"), (CLEO, "7")):
            other = await service.open_form(reading, who, NoteForm, about=about)
            assert other == NoteForm.draw(about=about)
        assert await service.open_form(reading, BEN, PlainNoteForm, about="7") == PlainNoteForm.draw(
            about="7"
        )


async def test_words_from_elsewhere_are_as_if_typed(db: Contexts) -> None:
    """All of them are offered in the form."""
    async with db.transaction(NORTH) as transaction:
        await service.keep_as_typed(transaction, BEN, "notes.write", "7", {"note": "From a command"}, NOW)
        opened = await service.open_form(transaction, BEN, NoteForm, about="7")
    assert opened == NoteForm.draw(about="7", typed={"note": "From a command"})


async def test_sending_closes_it(db: Contexts) -> None:
    """A keystroke that comes late from the window that was sent is nothing new; another window is."""
    await types(db, BEN, "V1", what="You let the client finish")
    async with db.transaction(NORTH) as transaction:
        await service.sent(transaction, BEN, window("V1"), NOW)
    await types(db, BEN, "V1", what="You let the client finish")
    assert await kept(db) == {}
    async with db.reading(NORTH) as reading:
        assert await service.all_of(reading, BEN) == {}
    await types(db, BEN, "V2", what="And again")
    assert (await kept(db))["what"] == "And again"


async def test_nobody_comes_back(db: Contexts) -> None:
    """What was touched since stays."""
    await types(db, BEN, "V1", what="You let")
    for at, left in ((NOW, True), (NOW + timedelta(seconds=1), False)):
        async with db.transaction(NORTH) as transaction:
            await service.forget_before(transaction, at)
        assert bool(await kept(db)) is left
