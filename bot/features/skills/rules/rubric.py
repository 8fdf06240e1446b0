"""The rubrics and questions that Pacer ships, read once from `content`; and skills as people name them."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.common.errors import BadInput
from bot.common.text import excerpt

_TAG = re.compile(r"(?:^|\s)#([\w-]+)")
# What is said in titles, by role, in the order in which it is looked for.
_SAID = {
    "sdr": r"sdr|bdr|development",
    "am": r"account manage(?:r|ment)|success|renewals?",
    "ae": r"ae|account executive",
}
_WORD = re.compile(r"[^\W_]+")
LEVELS = ("Starting", "Steady", "Strong", "Teaches")
"""Names of the levels, the lowest first; a level is its place in here, counted from 1."""
MOVES = frozenset(
    {
        "opportunities",
        "first conversion",
        "middle conversion",
        "last conversion",
        "win rate",
        "deal size",
        "connected",
        "yield",
    }
)
"""Parts of somebody's figures that lead to a skill."""


@dataclass(frozen=True)
class Skill:
    """One line of work of a role.

    `key` is unique within the role. `moves`: which of `MOVES` lead here. `lines`: what others see or hear of
    somebody on each level, one for each of `LEVELS`.
    """

    key: str
    name: str
    moves: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RoleRubric:
    """What somebody who sells in one way can get better at; `key` is `sdr`, `ae` or `am`."""

    key: str
    name: str
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class TalkQuestions:
    """What is asked in talks.

    `prompts`: for the manager's preparation, in the order in which they come (goal, reality, options, will,
    then the next of each). `starters`: topics that whoever is coached may begin with. `first_talk`: what both
    are asked before the first talk.
    """

    prompts: tuple[str, ...]
    starters: tuple[str, ...]
    first_talk: tuple[str, ...]

    def prompt(self, number: int) -> str:
        """The question of the talk with this number, counted from 0; they begin anew after the last."""
        return self.prompts[number % len(self.prompts)]


def _content(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("bot.features.skills") / "content" / name).read_text(encoding="utf-8"))


def _skill(told: Mapping[str, Any]) -> Skill:
    return Skill(told["key"], told["name"], tuple(told["moves"]), tuple(told["lines"]))


def load_rubrics() -> dict[str, RoleRubric]:
    """The shipped rubrics by the key of their role, in the order of the file."""
    roles = _content("rubrics.toml")["roles"]
    return {
        each["key"]: RoleRubric(each["key"], each["name"], tuple(map(_skill, each["skills"])))
        for each in roles
    }


def load_questions() -> TalkQuestions:
    """The shipped questions, those for managers in the order in which they come."""
    told = _content("questions.toml")
    columns = [told["questions"][key] for key in ("goal", "reality", "options", "will")]
    in_turn = tuple(question for row in zip(*columns, strict=True) for question in row)
    return TalkQuestions(in_turn, tuple(told["starters"]["lines"]), tuple(told["first_talk"]["lines"]))


RUBRICS = load_rubrics()
QUESTIONS = load_questions()
SKILL_NAMES: dict[str, str] = {skill.key: skill.name for role in RUBRICS.values() for skill in role.skills}
"""Names of all skills by key, each once, in the order of the rubrics; what two roles share has one name."""


def read_skill(typed: str, field: str | None = None) -> str:
    """The key of a skill by its key or name. BadInput with this field: there is none such."""
    words = typed.lower()
    keys = {**{key: key for key in SKILL_NAMES}, **{name.lower(): key for key, name in SKILL_NAMES.items()}}
    if words in keys:
        return keys[words]
    near = difflib.get_close_matches(words, keys, n=1, cutoff=0.6)
    hint = f"did you mean #{keys[near[0]]}?" if near else "write one of a rubric, such as #discovery."
    raise BadInput(f"There is no skill “{excerpt(typed, 40)}”: {hint}", field=field)


def find_skill(typed: str) -> str | None:
    """The key of a skill by its key or name, with or without `#`; None where it is none."""
    words = " ".join(typed.lower().removeprefix("#").split())
    if words in SKILL_NAMES:
        return words
    return next((key for key, name in SKILL_NAMES.items() if name.lower() == words), None)


def named_skills(text: str) -> list[str]:
    """The keys of the skills that words name, by key or name, in the order of the rubrics."""
    words = f" {' '.join(_WORD.findall(text.lower()))} "
    return [key for key, name in SKILL_NAMES.items() if f" {key} " in words or f" {name.lower()} " in words]


def split_skill(typed: str, field: str | None = None) -> tuple[str, str]:
    """The key of the last `#skill` in the words ("" without one), and the words without any.

    BadInput with this field: one of them is no skill.
    """
    skill = ""
    for tag in _TAG.finditer(typed):
        skill = read_skill(tag[1], field)
    return skill, " ".join(_TAG.sub(" ", typed).split())


def find_role(typed: str) -> str | None:
    """The key of a role (`ae`) by its key or name; None where it is none."""
    words = " ".join(typed.lower().split())
    return next((key for key, role in RUBRICS.items() if words in (key, role.name.lower())), None)


def suggested_role(title: str) -> str:
    """The role that a title names (`Senior SDR`: sdr); "" for none of them."""
    words = title.casefold()
    return next((role for role, said in _SAID.items() if re.search(rf"\b(?:{said})\b", words)), "")
