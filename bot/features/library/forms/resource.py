"""The forms of resources: adding one, giving one. Pure."""

from dataclasses import dataclass
from datetime import date

from bot.features.library.rules.facts import Resource
from bot.features.library.rules.shelf import link_of
from bot.features.library.rules.words import (
    LEAST_MINUTES,
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    MOST_MINUTES,
    USUAL_MINUTES,
    ResourceWords,
    check_address,
    check_title,
)
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PersonField
from bot.framework.forms.texts import IntField, TextField
from bot.slack.blocks import context, section
from bot.slack.layouts import reader_note


class ResourceForm(Form[ResourceWords]):
    """Something to read, watch or try."""

    callback_id, title, submit = "library.resource_added", "Add to the library", "Add"

    url = TextField("Address", LONGEST_ADDRESS, placeholder="https://", reads=check_address)
    name = TextField("Title", LONGEST_TITLE, reads=check_title)
    skill = ChoiceField("For which skill?", SKILL_NAMES, initial=None)
    minutes = IntField("How many minutes does it take?", LEAST_MINUTES, MOST_MINUTES, initial=USUAL_MINUTES)
    told = Note(context("The address is never opened by Pacer. Everybody in a team sees it, and your name."))

    @classmethod
    def build(cls, v: ParsedValues) -> ResourceWords:
        """The resource as it was typed."""
        return ResourceWords(v[cls.url], v[cls.name], v[cls.skill], v[cls.minutes])


@dataclass(frozen=True)
class GivingStart:
    """What is given, from which day on."""

    resource: Resource
    today: date


class ResourceGivingForm(Form[ParsedValues]):
    """To whom a resource is given, drawn from a GivingStart; about its number."""

    callback_id, title, submit = "library.given", "Give it to somebody", "Give it"

    what = Note(lambda start: section(link_of(start.resource)))
    person = PersonField("To whom?")
    due = DayField("Until when?", optional=True, empty=None, earliest=lambda start: start.today)
    told = Note(reader_note("You and they see whether it is done. Nobody else does."))
