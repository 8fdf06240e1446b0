"""The page of mentors: what waits, mentorships, one's own offers, who offers help. Pure."""

from bot.common.dates import write_day
from bot.common.text import listed, plural
from bot.features.mentors.rules.facts import (
    PROMPTS,
    TALKS,
    AskState,
    MentorAsk,
    MentorPage,
    MentorshipView,
)
from bot.features.mentors.rules.ids import (
    AIMS,
    ASK,
    CANNOT,
    END,
    GLADLY,
    NOT_NOW,
    OFFER,
    TALKED,
    THIS_ONE,
    WITHDRAW,
)
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.slack.blocks import (
    SECTION_TEXT,
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    section,
)
from bot.slack.layouts import entry_card
from bot.slack.text import escape, pieces

TITLE = "Mentors"
EMPTY = "Nobody offers help right now. Anybody in a team can begin: `/mentor offer discovery`."
ALONE = "Nobody else offers help right now."
NOBODY = "Nobody else offers help with {skill} yet. Whoever asks is told as soon as somebody can."
_MOST_OFFERS_SHOWN = 15
# A message has fifty blocks; a request and a mentorship are three each.
_MOST_REQUESTS, _MOST_MENTORSHIPS, _MOST_VETOES = 4, 5, 15


def page_message(page: MentorPage, told: str = "", skill: str = "") -> Message:
    """All about mentors for its viewer, below what was done; who offers help with `skill` (a key), if one."""
    blocks: list[Block] = [section(f":white_check_mark: {told}")] if told else []
    if skill:
        blocks += [*_offers(page, skill), divider()]
    for ask, name in page.requests[:_MOST_REQUESTS]:
        blocks += _request(ask, name)
    blocks += _more(len(page.requests) - _MOST_REQUESTS, "asks wait for you")
    for each in page.mentorships[:_MOST_MENTORSHIPS]:
        blocks += _mentorship(each, page)
    blocks += _more(len(page.mentorships) - _MOST_MENTORSHIPS, "mentorships run")
    blocks += _own_ask(page)
    blocks += [divider()] if blocks and blocks[-1] != divider() else []
    blocks += _own_offers(page)
    blocks += [] if skill else _offers(page, "")
    blocks = blocks[:-1] if blocks[-1:] == [divider()] else blocks
    if page.vetoes:
        shown, rest = list(page.vetoes[:_MOST_VETOES]), len(page.vetoes) - _MOST_VETOES
        names = listed([*shown, *([f"{rest} more"] if rest > 0 else [])])
        blocks.append(
            context(f"You are never matched with {names}. Only you see that; `/mentor again` lifts it.")
        )
    return Message(TITLE, blocks)


def _more(count: int, what: str) -> list[Block]:
    """That there is more than is shown; nothing where there is not."""
    return [context(f"and {count} more {what}")] if count > 0 else []


def skill_of(key: str) -> str:
    """A skill as it stands in a sentence."""
    return SKILL_NAMES.get(key, key).lower()


def _request(ask: MentorAsk, name: str) -> list[Block]:
    words = f': "{escape(ask.words)}"' if ask.words else "."
    text = f"*{name} asks for help with {skill_of(ask.skill)}*{words} Three talks in six weeks."
    value = str(ask.id)
    row = actions(
        button("Gladly", GLADLY, value=value, style="primary"),
        button("Cannot right now", CANNOT, value=value),
    )
    return [section(text), row, context("_No reason needed._")]


def _mentorship(view: MentorshipView, page: MentorPage) -> list[Block]:
    ship, value = view.mentorship, str(view.mentorship.id)
    both = f"{view.mentee.partition(' ')[0]} and {view.mentor.partition(' ')[0]}"
    aims = "; ".join(map(escape, ship.aims)) or "none yet"
    lines = [
        f"*{both}: {skill_of(ship.skill)}, until {write_day(ship.ends_on, page.today)}*",
        f"Aims: {aims} · Talks {ship.held} of {TALKS}",
    ]
    if view.has_said:
        other = view.mentor if view.is_mentee else view.mentee
        lines.append(f"You said that you talked. {other.partition(' ')[0]} has not said so yet.")
    buttons = [button("We talked", TALKED, value=value)] if ship.held < TALKS else []
    if view.is_mentee:
        buttons.append(button("Aims", AIMS, value=value))
    buttons.append(button("End it", END, value=value))
    told = [section(piece) for piece in pieces("\n".join(lines), SECTION_TEXT)]
    return [*told, actions(*buttons), context(f"In each talk: {' · '.join(PROMPTS)}")]


def _own_ask(page: MentorPage) -> list[Block]:
    ask = page.ask
    if ask is None:
        return []
    skill, back = skill_of(ask.skill), actions(button("Take it back", WITHDRAW))
    if ask.state is AskState.asked:
        return [
            section(f"You asked {page.asked_mentor} for help with {skill}: an answer comes in three days."),
            back,
        ]
    if ask.is_new and not page.shortlist:
        return [section(f"Who could help you with {skill} is looked for by your next working day."), back]
    if not page.shortlist:
        until = write_day(ask.expires_on, page.today)
        text = f"Nobody who offers {skill} can right now: I go on looking until {until}."
        return [section(text), back]
    count = {1: "One", 2: "Two", 3: "Three"}.get(len(page.shortlist), str(len(page.shortlist)))
    blocks: list[Block] = [section(f"*{count} who could help with {skill}*")]
    for each in page.shortlist:
        blocks += entry_card(
            each.name,
            f"works {plural(each.hours_a_week, 'hour')} a week with yours",
            "In your segment" if each.same_segment else "",
            button("This one", THIS_ONE, value=each.mentor_id, style="primary"),
            button("Not now", NOT_NOW, value=each.mentor_id),
        )
    return [*blocks, back]


def _own_offers(page: MentorPage) -> list[Block]:
    if not page.own_skills:
        return []
    skills = listed([skill_of(each) for each in page.own_skills])
    paused = f", paused until {write_day(page.paused_until, page.today)}" if page.paused_until else ""
    return [section(f"You offer {skills}, to {plural(page.capacity, 'colleague')} at once{paused}.")]


def _offers(page: MentorPage, skill: str) -> list[Block]:
    buttons = [button("Offer help", OFFER), *([] if page.ask else [_ask_button(skill)])]
    offers = [line for line in page.offers if not skill or skill in line.skills]
    if not offers:
        nobody = ALONE if page.own_skills else EMPTY
        return [section(NOBODY.format(skill=skill_of(skill)) if skill else nobody), actions(*buttons)]
    lines = [
        f"• {line.name}: {listed([skill_of(each) for each in line.skills])}"
        f"{'' if line.is_free else ' · no place right now'}"
        for line in offers[:_MOST_OFFERS_SHOWN]
    ]
    if len(offers) > len(lines):
        lines.append(f"and {len(offers) - len(lines)} more")
    heading = f"Who offers help with {skill_of(skill)}" if skill else "Who offers help"
    blocks: list[Block] = [section(f"*{heading}*"), section("\n".join(lines))]
    return [*blocks, actions(*buttons)]


def _ask_button(skill: str) -> Element:
    if not skill:
        return button("Ask for help", ASK)
    return button(f"Ask for help with {skill_of(skill)}"[:75], ASK, value=skill, style="primary")
