"""The form of the lines of one skill, for admins; pure."""

from dataclasses import dataclass

from bot.features.skills.rules.rubric import LEVELS, Skill
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import context

LONGEST_LINE = 300


@dataclass(frozen=True)
class LinesStart:
    """What the form begins with: the skill as the workspace has it."""

    skill: Skill

    def line(self, level: int) -> str | None:
        """The line of a level, from 1; None where it is hidden."""
        return self.skill.lines[level - 1] or None


def _level(level: int) -> LongTextField[str]:
    return LongTextField(
        f"{level} {LEVELS[level - 1]}",
        LONGEST_LINE,
        optional=True,
        initial=lambda start: start.line(level),
    )


class LinesForm(Form[tuple[str, ...]]):
    """The four lines of a skill, drawn from a LinesStart; about role and skill."""

    callback_id, submit = "skills.lines", "Save"
    title = "Lines of a skill"
    drafts = False

    about = Note(lambda start: f"*{start.skill.name}*")
    first, second, third, fourth = _level(1), _level(2), _level(3), _level(4)
    hint = Note(context("A line says what somebody else can see or hear. An empty one is not shown."))

    @classmethod
    def build(cls, v: ParsedValues) -> tuple[str, ...]:
        """The lines, the lowest level first; "" for what was left empty."""
        return v[cls.first], v[cls.second], v[cls.third], v[cls.fourth]
