"""The form in which a manager says what each of their people sells, and to whom; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.features.people.rules import Person
from bot.features.skills.rules.facts import ROLE_NAMES, SellerProfile
from bot.features.skills.rules.rubric import suggested_role
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import TextField
from bot.slack.blocks import context
from bot.slack.text import unescape

# Two fields a person: Slack takes a hundred blocks.
MOST_PEOPLE = 40
LONGEST_SEGMENT = 40


@dataclass(frozen=True)
class RolesStart:
    """What the form begins with: whose role may be set, and what is known of them by id."""

    people: Sequence[Person]
    profiles: Mapping[str, SellerProfile]

    @property
    def shown(self) -> Sequence[Person]:
        """Those whom the form has room for: first who has no role yet."""
        ordered = sorted(self.people, key=lambda person: person.id in self.profiles)
        return ordered[:MOST_PEOPLE]

    def suggested(self, person: Person) -> str:
        """The role that somebody's title names, where none is told; "" for none."""
        return "" if person.id in self.profiles else suggested_role(person.title)


class RolesForm(Form[tuple[SellerProfile, ...]]):
    """Role and segment of each person, drawn from a RolesStart."""

    callback_id, title, submit = "skills.roles", "Roles", "Save"
    drafts = False

    role = Each(
        ChoiceField(
            "", {key: one for key, (one, _) in ROLE_NAMES.items()}, optional=True, empty="", initial=None
        )
    )
    segment = Each(TextField("", LONGEST_SEGMENT, optional=True, placeholder="Enterprise"))

    @classmethod
    def shown(cls, facts: RolesStart) -> Iterable[Part]:
        """Two fields a person."""
        parts: list[Part] = [
            Note(
                context(
                    "People are compared with others of the same role and segment only. Everybody who may "
                    "see somebody's numbers sees both."
                )
            )
        ]
        if any(map(facts.suggested, facts.shown)):
            parts.append(
                Note(context("Chosen beforehand by titles in Slack. Nothing counts before you save."))
            )
        for person in facts.shown:
            known, name = facts.profiles.get(person.id, SellerProfile(person.id)), unescape(person.name)
            role = known.role or facts.suggested(person) or None
            parts.append(cls.role.of(person.id, label=f"{name} is", initial=role))
            parts.append(cls.segment.of(person.id, label=f"{name}: segment", initial=known.segment or None))
        return parts

    @classmethod
    def build(cls, v: ParsedValues) -> tuple[SellerProfile, ...]:
        """What each person of the form sells."""
        roles, segments = v[cls.role], v[cls.segment]
        return tuple(SellerProfile(who, role, segments.get(who, "")) for who, role in roles.items())
