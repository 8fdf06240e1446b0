"""What is sent about mentors."""

from dataclasses import replace
from datetime import timedelta

from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.mentors.models import MentorAskRow, MentorshipRow
from bot.features.mentors.notices import MentorRequest, MentorshipNews, MentorShortlist
from bot.features.people.service import members as people
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.context import Context

_LIVES = timedelta(days=7)


def skill_name(key: str) -> str:
    """A skill as it stands in a sentence."""
    return SKILL_NAMES.get(key, key).lower()


async def _send(ctx: Context, notice: Notice, to: str, key: str) -> None:
    await Outbox(ctx.transaction).enqueue(
        notice, ctx.now, to=Recipient(to), dedupe_key=key, expires_after=_LIVES
    )


def _list_key(row: MentorAskRow) -> str:
    return f"{MentorShortlist.kind}:{row.id}:{row.mentee_id}"


def _request_key(row: MentorAskRow) -> str:
    return f"{MentorRequest.kind}:{row.id}:{row.mentor_id}"


def news_key(mentorship_id: int, what: str, member_id: str) -> str:
    """Dedupe key of the news of a mentorship to one of the two."""
    return f"{MentorshipNews.kind}:{mentorship_id}:{what}:{member_id}"


async def tell_list(ctx: Context, row: MentorAskRow) -> None:
    """Tells who asked, once an ask, that there is somebody to choose from."""
    await _send(ctx, MentorShortlist(row.id, skill_name(row.skill)), row.mentee_id, _list_key(row))


async def ask_mentor(ctx: Context, row: MentorAskRow) -> None:
    """Asks the mentor whom the mentee chose."""
    mentee = await people.person(ctx.transaction, row.mentee_id)
    notice = MentorRequest(row.id, mentee.name, skill_name(row.skill), row.words)
    await _send(ctx, notice, row.mentor_id, _request_key(row))


async def answered(ctx: Context, row: MentorAskRow, outcome: str) -> None:
    """Shows on the request what became of it."""
    key = _request_key(row)

    def told(before: MentorRequest) -> MentorRequest:
        return replace(before, outcome=outcome)

    await Outbox(ctx.transaction).edit(key, MentorRequest, told, f"{key}:{ctx.now.isoformat()}", ctx.now)


async def forget_ask(ctx: Context, row: MentorAskRow) -> None:
    """Takes back what was sent about an ask that is over."""
    await Outbox(ctx.transaction).retract(_list_key(row), ctx.now)
    if row.mentor_id:
        await forget_request(ctx, row)


async def forget_request(ctx: Context, row: MentorAskRow) -> None:
    """Takes back what was sent to the mentor whom the mentee asked."""
    await Outbox(ctx.transaction).retract(_request_key(row), ctx.now)


async def begun(ctx: Context, mentorship_id: int, row: MentorAskRow) -> None:
    """Tells both that it begins."""
    await _tell_both(ctx, mentorship_id, row.mentee_id, row.mentor_id, row.skill, "begins")


async def tell(ctx: Context, row: MentorshipRow, what: str) -> None:
    """Tells both how it stands: half way, or ended, whoever ended it."""
    await _tell_both(ctx, row.id, row.mentee_id, row.mentor_id, row.skill, what)


async def _tell_both(
    ctx: Context, number: int, mentee_id: str, mentor_id: str, skill: str, what: str
) -> None:
    for who, other in ((mentee_id, mentor_id), (mentor_id, mentee_id)):
        name = (await people.person(ctx.transaction, other)).name
        notice = MentorshipNews(number, name, skill_name(skill), what)
        await _send(ctx, notice, who, news_key(number, what, who))
