"""The form in which one of two rates the skills of a role; pure."""

from collections.abc import Iterable, Mapping

from bot.features.skills.rules.rounds import LONGEST_WORDS, MOST_EVIDENCE, ShownRound, SkillRating
from bot.features.skills.rules.rubric import LEVELS
from bot.framework.forms.choices import ChoiceField, ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import context, section
from bot.slack.text import escape

_NOT_SEEN = 0
_LEVELS: Mapping[int, str] = {
    _NOT_SEEN: "Not seen",
    **{level: f"{level} {name}" for level, name in enumerate(LEVELS, 1)},
}


class RatingForm(Form[Mapping[str, SkillRating]]):
    """A level and words for each skill, drawn from a ShownRound; about the round's id."""

    callback_id, title, submit = "skills.rating", "Rate skills", "Send"

    level: Each[int] = Each(ChoiceField("Level", _LEVELS))
    words = Each(LongTextField("What did you see?", LONGEST_WORDS, optional=True))
    evidence = Each(
        ChoicesField(
            "What shows it?",
            lambda facts: facts.choices,
            optional=True,
            is_menu=True,
            most=MOST_EVIDENCE,
            placeholder="From what is on record",
        )
    )

    @classmethod
    def shown(cls, facts: ShownRound) -> Iterable[Part]:
        """Each skill with its lines, a level, words, and what is on record about it."""
        other = facts.other_name
        apart = f"{other} does not see this before {other} has sent theirs, nor you theirs."
        parts: list[Part] = [Note(context(apart))]
        for key, lines in facts.round.lines.items():
            mine = facts.mine.get(key, SkillRating(None))
            told = [f"{level}. {escape(line)}" for level, line in enumerate(lines, 1) if line]
            parts.append(Note(section("\n".join([f"*{facts.names.get(key, key)}*", *told]))))
            parts.append(cls.level.of(key, initial=mine.level or _NOT_SEEN))
            parts.append(cls.words.of(key, initial=mine.words or None))
            if facts.on_record:
                known = [each for each in mine.evidence if each in facts.choices]
                parts.append(cls.evidence.of(key, initial=known))
        return parts

    @classmethod
    def build(cls, v: ParsedValues) -> Mapping[str, SkillRating]:
        """The ratings by skill."""
        words, evidence = v[cls.words], v[cls.evidence]
        return {
            key: SkillRating(level or None, words.get(key, ""), evidence.get(key, ()))
            for key, level in v[cls.level].items()
        }
