"""What is delivered about mentors."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class MentorShortlist(Notice):
    """To who asked: there are mentors to choose from. Who they are stands on the page, never in a message."""

    kind = "mentors.news"
    is_confidential = True
    ask_id: int
    skill: str


@dataclass(frozen=True)
class MentorRequest(Notice):
    """To the mentor whom somebody asks: `words` are raw. `outcome`: "" until it is answered or gone."""

    kind = "mentors.request"
    is_confidential = True
    ask_id: int
    mentee: str
    skill: str
    words: str
    outcome: str = ""


@dataclass(frozen=True)
class MentorshipNews(Notice):
    """To one of the two: it begins, is half way, or has ended (`what`)."""

    kind = "mentors.contract"
    is_confidential = True
    mentorship_id: int
    other: str
    skill: str
    what: str
