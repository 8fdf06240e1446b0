"""What the use cases of skills return, and views draw; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.common.errors import NotAllowed
from bot.features.people.rules import Person
from bot.features.skills.rules.cards import GapCard
from bot.features.skills.rules.rubric import RoleRubric

# Buttons that other screens show, too: a round by its id; rating, and the gap card, of a person.
ROUND, RATE, GAPS = "skills.round_open", "skills.rate", "skills.gaps"
# The form of what people sell; whoever leads oneself is asked to fill it in.
ROLES, ASK_ROLE = "skills.roles_open", "skills.role_ask"
# Answered by the feature that has actions: the card's id and the key of a part.
ACTION = "skills.action"
# What a role is called in messages: one, and several.
ROLE_NAMES: Mapping[str, tuple[str, str]] = {
    "sdr": ("Sales Development Representative", "Sales Development Representatives"),
    "ae": ("Account Executive", "Account Executives"),
    "am": ("Account Manager", "Account Managers"),
}


@dataclass(frozen=True)
class SellerProfile:
    """What somebody sells (`role`: a key of the rubrics, "" for nothing told) and to whom."""

    member_id: str
    role: str = ""
    segment: str = ""
    recorded_at: datetime | None = field(default=None, compare=False)

    @property
    def segment_key(self) -> str:
        """The segment as it is compared: a missing one is a segment, too."""
        return " ".join(self.segment.casefold().split())


class NoRole(NotAllowed):
    """Nobody has said what somebody sells; the sentence tells who can.

    `may_set`: the reader can, for people of theirs. `ask_name`: whom the reader may ask to, "" for nobody.
    """

    def __init__(self, sentence: str, *, may_set: bool = False, ask_name: str = "") -> None:
        super().__init__(sentence)
        self.may_set = may_set
        self.ask_name = ask_name


@dataclass(frozen=True)
class KeptCard:
    """A card as it is stored. `manager_id`: who led the person when it was made, "" for nobody."""

    id: int
    person_id: str
    manager_id: str
    card: GapCard
    made_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True)
class ShownCard:
    """A card for one viewer. `released_at`: from when on the manager reads it; None: nobody leads them.
    `released`: that instant in words, "" where it is over.

    `held` is the sentence for a manager from whom a newer one is kept; "" for none.
    """

    kept: KeptCard
    person: Person
    manager: Person | None
    is_own: bool
    released_at: datetime | None
    released: str = ""
    held: str = ""
    may_take_topic: bool = False
    extras: Sequence[str] = ()


@dataclass(frozen=True)
class TalkTopic:
    """What skills offer to talk about: whose it is, and raw words; the skills to which it leads.

    `origin`: `gap` or `rating`.
    """

    person_id: str
    manager_id: str
    text: str
    origin: str
    skills: tuple[str, ...]


@dataclass(frozen=True)
class ShownSkills:
    """The rubric of somebody's role for one viewer. `levels`: the newest agreed ones by skill.

    `may_rate`: a round may be opened or gone on with; `waiting` tells how one stands, "" for none.
    """

    person: Person
    profile: SellerProfile
    rubric: RoleRubric
    levels: Mapping[str, int]
    is_own: bool
    may_rate: bool = False
    waiting: str = ""
