"""A form as a whole: one declaration, drawn and parsed."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.common.errors import BadInput, FieldErrors
from bot.framework.forms.choices import CheckField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part, divided
from bot.framework.forms.pickers import DayField, PersonField
from bot.framework.forms.texts import IntField, TextField
from bot.slack.blocks import context, section
from bot.slack.form_values import FormValues


@dataclass(frozen=True)
class Trip:
    """What the form is about."""

    name: str
    days: int
    is_led: bool = False
    stops: tuple[str, ...] = ()


class TripForm(Form[Trip]):
    """Fields of several kinds, a note, one that is not always there."""

    callback_id, title, submit = "trips.save", "A trip", "Save"

    name = TextField("Name", 20, action="called")
    rules = Note(context("No refunds."))
    days = IntField("Days", 1, 30, optional=True, empty=1)
    leader = PersonField("Leader", visible=lambda trip: trip.is_led)

    @classmethod
    def build(cls, v: ParsedValues) -> Trip:
        """Refuses one name."""
        if v[cls.name] == "Nowhere":
            raise BadInput("Go somewhere.", field="name")
        return Trip(v[cls.name], v[cls.days], is_led=v[cls.leader] != "")


class StopsForm(Form[ParsedValues]):
    """A field for each stop, above what all stops share."""

    callback_id, title, submit, drafts = "trips.stops", lambda trip: f"To {trip.name}", "Save", False

    quiet = CheckField("Noise", "None")
    nights = Each(IntField("", 1, 9))
    ends = Each(DayField("", optional=True, empty=None), separator="_")

    @classmethod
    def shown(cls, facts: Trip) -> list[Part]:
        """The stops first."""
        stops: list[Part] = [cls.nights.of(stop, label=f"Nights in {stop}") for stop in facts.stops]
        return [*stops, cls.quiet]


class LedTripForm(TripForm):
    """All fields of its base, and one more."""

    callback_id, saved_title = "trips.led", "Trips"
    visa = TextField("Visa", optional=True)
    called = TextField("Called", 5, optional=True, block_id="title")


def entered(**fields: str) -> FormValues:
    """The form with these texts typed into it."""
    return FormValues({name: {"any": {"value": value}} for name, value in fields.items()})


def test_a_form_is_drawn_from_facts() -> None:
    """In the order of its declaration; fields begin with the attributes of their names."""
    view = TripForm.draw(Trip("Rome", 3), about="7", version=2)

    assert (view["callback_id"], view["title"]["text"], view["private_metadata"]) == (
        "trips.save",
        "A trip",
        "7#2",
    )
    assert [block.get("block_id", block["type"]) for block in view["blocks"]] == ["name", "context", "days"]
    assert [block["element"].get("initial_value") for block in (view["blocks"][0], view["blocks"][2])] == [
        "Rome",
        "3",
    ]
    assert [block.get("block_id") for block in TripForm.draw(Trip("Rome", 3, is_led=True))["blocks"]][-1] == (
        "leader"
    )


def test_drafts_come_with_a_form() -> None:
    """Each field reports what is typed; what was typed before is there again, and it is said once."""
    view = TripForm.draw(Trip("Rome", 3), about="7", typed={"name": "Oslo"})

    assert view["private_metadata"] == "7"
    assert view["blocks"][0] == context("This is what you typed before.")
    name = view["blocks"][1]
    assert name["dispatch_action"]
    assert name["element"]["action_id"] == "drafts.typed"
    assert name["element"]["initial_value"] == "Oslo"


def test_a_field_may_refuse_drafts() -> None:
    """It neither reports nor begins with what is typed; a draft of it alone is none."""

    class PackingForm(TripForm):
        callback_id = "trips.pack"
        bag = TextField("Bag", in_draft=False)

    view = PackingForm.draw(Trip("Rome", 3), typed={"bag": "Trunk"})

    assert context("This is what you typed before.") not in view["blocks"]
    bag = view["blocks"][-1]
    assert "dispatch_action" not in bag
    assert (bag["element"]["action_id"], bag["element"].get("initial_value")) == ("bag", None)


def test_a_form_may_refuse_drafts() -> None:
    """Nothing is reported, and the fields have action_ids of their own."""
    blocks = StopsForm.draw(Trip("Rome", 3, stops=("Pisa", "Siena")))["blocks"]

    assert [(each["block_id"], each["element"]["action_id"]) for each in blocks] == [
        ("nights:Pisa", "nights"),
        ("nights:Siena", "nights"),
        ("quiet", "quiet"),
    ]
    assert not any("dispatch_action" in block for block in blocks)
    assert blocks[0]["label"]["text"] == "Nights in Pisa"


def test_a_form_is_parsed_into_what_it_is_about() -> None:
    """Fields that are not in the form, or empty, have what the declaration says."""
    assert TripForm.parse(entered(name=" Oslo ", days="")) == Trip("Oslo", 1)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Each sentence beside its field."""
    with pytest.raises(FieldErrors) as refusal:
        TripForm.parse(entered(name="x" * 21, days="40"))

    assert refusal.value.errors == {
        "name": "At most 20 characters; this has 21.",
        "days": "“40” does not fit: write a whole number from 1 to 30.",
    }


def test_a_field_may_be_named_as_a_part_of_the_form_is() -> None:
    """A block_id that no attribute can have is given by itself."""
    with pytest.raises(FieldErrors) as refusal:
        LedTripForm.parse(entered(name="Oslo", title="A long title"))
    assert refusal.value.errors == {"title": "At most 5 characters; this has 12."}


def test_what_needs_the_whole_form_is_refused_by_it() -> None:
    """As everywhere: with the field that it belongs beside."""
    with pytest.raises(BadInput, match="Go somewhere") as refusal:
        TripForm.parse(entered(name="Nowhere"))
    assert refusal.value.field == "name"


def test_fields_for_each_of_several_things() -> None:
    """By their keys, whatever the keys are; wrong ones are told one by one."""
    values = StopsForm.read(entered(**{"nights:Pisa": "2", "nights:a:b": "3", "ends_5": ""}))
    assert values[StopsForm.nights] == {"Pisa": 2, "a:b": 3}
    assert values[StopsForm.ends] == {"5": None}

    with pytest.raises(FieldErrors) as refusal:
        StopsForm.read(entered(**{"nights:Pisa": "0", "nights:Siena": "x", "nights:Rome": "1"}))
    assert set(refusal.value.errors) == {"nights:Pisa", "nights:Siena"}


def test_what_is_shown_once_it_is_stored() -> None:
    """A window of the form's family, under its title or another."""
    view = LedTripForm.saved("Saved.", context("At once."))

    assert (view["callback_id"], view["title"]["text"]) == ("trips.saved", "Trips")
    assert view["blocks"] == [section("Saved."), context("At once.")]
    assert "submit" not in view


@pytest.mark.parametrize(
    ("metadata", "parts"), [("7#2", ("7", "2")), ("7", ("7", "")), ("", ("", "")), ("#NEW", ("", "NEW"))]
)
def test_metadata_is_what_the_form_is_about_and_its_version(metadata: str, parts: tuple[Any, Any]) -> None:
    """A draft belongs to the first of them."""
    assert divided(metadata) == parts


def test_a_form_inherits_fields() -> None:
    """Those of its base come first."""

    blocks = LedTripForm.draw(Trip("Rome", 3))["blocks"]
    assert [block.get("block_id") for block in blocks] == ["name", None, "days", "visa", "title"]
