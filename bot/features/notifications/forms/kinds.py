"""The form in which people choose one by one what they hear of. Pure."""

from collections.abc import Iterator

from bot.deliveries.notices import MessageGroup
from bot.features.notifications.forms.preferences import PreferencesStart
from bot.framework.forms.choices import ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, ParsedValues, Part


class KindsForm(Form[frozenset[str]]):
    """The kinds of messages that stay on, a field a group, from a PreferencesStart."""

    callback_id, title, submit = "attention.kinds", "What I hear of", "Save"
    drafts = False

    wanted: Each[tuple[str, ...]] = Each(ChoicesField("", lambda _: {}, optional=True), separator="_")

    @classmethod
    def shown(cls, facts: PreferencesStart) -> Iterator[Part]:
        """The groups of which this person may get something."""
        for place, group in enumerate(MessageGroup):
            options = {name: kind.title for name, kind in facts.kinds.items() if kind.group is group}
            if options:
                on = [name for name in options if name not in facts.mine.muted]
                action = f"wanted_{group.name}"
                yield cls.wanted.of(place, label=group, options=options, initial=on, action=action)

    @classmethod
    def build(cls, v: ParsedValues) -> frozenset[str]:
        """The kinds that stay on."""
        return frozenset(kind for kinds in v[cls.wanted].values() for kind in kinds)
