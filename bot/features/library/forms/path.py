"""The form of a learning path. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.library.rules.facts import PathItem, Resource
from bot.features.skills.rules.facts import ROLE_NAMES
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.slack.blocks import section
from bot.slack.requests import number_of

_AT_THE_END = 0


@dataclass(frozen=True)
class PathStart:
    """A role's path, and what may be put on it."""

    role: str
    offered: Sequence[Resource]
    items: Sequence[PathItem]

    @property
    def places(self) -> Mapping[int, str]:
        """After which item it may come, by the number of its resource."""
        behind = {each.resource.id: f"After {each.resource.title}" for each in self.items}
        return {_AT_THE_END: "At the end", **behind}


def _label(resource: Resource) -> str:
    return f"{resource.title} · {SKILL_NAMES.get(resource.skill, resource.skill)}"


class PathForm(Form[ParsedValues]):
    """A resource for a path, drawn from a PathStart; about the role."""

    callback_id, title, submit = "library.path_added", "Learning path", "Add"
    drafts = False

    whose = Note(lambda start: section(f"*{ROLE_NAMES[start.role][0]}*"))
    resource = ChoiceField(
        "What?", lambda start: {each.id: _label(each) for each in start.offered}, reads=number_of
    )
    after = ChoiceField("Where?", lambda start: start.places, reads=number_of)
