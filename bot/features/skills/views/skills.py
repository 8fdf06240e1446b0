"""The rubric of a role as a message, with somebody's newest levels; pure."""

from collections.abc import Mapping

from bot.deliveries.notices import MessageGroup, NoticeKind, Unsolicited
from bot.features.skills.notices import RoleAsked
from bot.features.skills.rules.facts import ASK_ROLE, GAPS, RATE, ROLE_NAMES, ROLES, NoRole, ShownSkills
from bot.features.skills.rules.rubric import LEVELS, RoleRubric, Skill
from bot.slack.blocks import Block, Message, actions, button, context, header, section
from bot.slack.text import escape

EDIT = "skills.edit"


def skills_message(shown: ShownSkills) -> Message:
    """Each skill with the newest level, and what the next one looks like."""
    role = ROLE_NAMES[shown.profile.role][0]
    segment = f", {escape(shown.profile.segment)}" if shown.profile.segment else ""
    title = "Your skills" if shown.is_own else f"{shown.person.name}: skills"
    blocks: list[Block] = [header(title), context(f"{role}{segment}")]
    blocks += [section(_skill(skill, shown.levels.get(skill.key))) for skill in shown.rubric.skills]
    if shown.waiting:
        blocks.append(context(shown.waiting))
    buttons = [button("Rate skills", RATE, value=shown.person.id, style="primary")] if shown.may_rate else []
    buttons.append(button("Gap card", GAPS, value=shown.person.id))
    return Message(title, [*blocks, actions(*buttons)])


def _skill(skill: Skill, level: int | None) -> str:
    if level is None:
        return f"*{skill.name}*\n{first_line(skill)}"
    lines = [f"*{skill.name}* · {level} {LEVELS[level - 1]}", escape(skill.lines[level - 1])]
    if level < len(LEVELS) and skill.lines[level]:
        lines.append(f"_Next, {LEVELS[level]}: {escape(skill.lines[level])}_")
    return "\n".join(filter(None, lines))


def first_line(skill: Skill) -> str:
    """What it looks like done well: the line of *Strong*, or the highest that is shown."""
    strong = skill.lines[2] or next((line for line in reversed(skill.lines) if line), "")
    return f"_{LEVELS[2] if skill.lines[2] else 'Done well'}: {escape(strong)}_"


def edit_message(rubrics: Mapping[str, RoleRubric]) -> Message:
    """For admins: all skills, a button each."""
    blocks: list[Block] = [header("Lines of the rubrics")]
    for role in rubrics.values():
        blocks.append(section(f"*{ROLE_NAMES[role.key][0]}*"))
        for first in range(0, len(role.skills), 4):
            part = role.skills[first : first + 4]
            blocks.append(
                actions(
                    *(
                        button(skill.name, f"{EDIT}:{place}", value=f"{role.key} {skill.key}")
                        for place, skill in enumerate(part)
                    )
                )
            )
    return Message("Lines of the rubrics", blocks)


def no_role_message(refusal: NoRole) -> Message:
    """That nobody has said what somebody sells, with the way on: the form, or whom to ask."""
    told, row = str(refusal), []
    if refusal.may_set:
        row.append(button("Choose roles", ROLES, style="primary"))
    if refusal.ask_name:
        row.append(button(f"Ask {refusal.ask_name.partition(' ')[0]}", ASK_ROLE, style="primary"))
    return Message(told, [section(told), *([actions(*row)] if row else [])])


def _asked(notice: RoleAsked) -> Message:
    text = f"*{notice.person}* asks for a role: skills and gap cards begin with what somebody sells."
    return Message(text, [section(text, accessory=button("Choose roles", ROLES))])


def _asked_line(notice: RoleAsked) -> str:
    return f"{_asked(notice).text} `/skills roles`"


NOTICES = (
    NoticeKind(
        RoleAsked,
        _asked,
        Unsolicited("Questions what somebody sells", _asked_line, group=MessageGroup.coaching),
    ),
)
