"""The shipped rubrics and questions are whole, and fit together."""

from collections import Counter

from bot.features.skills.rules.rubric import LEVELS, MOVES, QUESTIONS, RUBRICS, SKILL_NAMES


def test_the_shipped_rubrics_are_whole() -> None:
    """Seven skills a role, a line of 20 to 140 characters for each level, keys that mean one thing."""
    assert list(RUBRICS) == ["sdr", "ae", "am"]
    wrong = []
    for role in RUBRICS.values():
        keys = Counter(skill.key for skill in role.skills)
        wrong += [f"{role.key}: {key} {count} times" for key, count in keys.items() if count > 1]
        if len(role.skills) != 7:
            wrong.append(f"{role.key}: {len(role.skills)} skills")
        for skill in role.skills:
            where = f"{role.key}.{skill.key}"
            if len(skill.lines) != len(LEVELS):
                wrong.append(f"{where}: {len(skill.lines)} lines")
            wrong += [f"{where}: {line}" for line in skill.lines if not 20 <= len(line) <= 140]
            wrong += [f"{where}: moves {move}" for move in skill.moves if move not in MOVES]
            if SKILL_NAMES[skill.key] != skill.name:
                wrong.append(f"{where}: {skill.name} is {SKILL_NAMES[skill.key]} elsewhere")
    assert wrong == []
    assert len(SKILL_NAMES) == 20, "negotiation is one skill of two roles"
    assert {move for role in RUBRICS.values() for skill in role.skills for move in skill.moves} == MOVES


def test_questions_come_in_turn() -> None:
    """Goal, reality, options, will, then the second of each; after 24 they begin anew."""
    assert len(set(QUESTIONS.prompts)) == 24
    assert QUESTIONS.prompt(0) == "What would make this talk worth it for you?"
    assert QUESTIONS.prompt(1) == "What happened, step by step?"
    assert QUESTIONS.prompt(4) == "What do you want to be able to do in three months?"
    assert QUESTIONS.prompt(25) == QUESTIONS.prompt(1)
    assert (len(QUESTIONS.starters), len(QUESTIONS.first_talk)) == (8, 4)
