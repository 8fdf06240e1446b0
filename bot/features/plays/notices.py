"""What is delivered about plays: questions to who won or lost, and what a colleague found."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class PlayAsk(Notice):
    """To the owner of an unusual win: what would you do again? `deal` is its name, escaped."""

    kind = "plays.ask"
    deal_id: int
    deal: str
    why: str


@dataclass(frozen=True)
class PlayFromMessage(Notice):
    """To the author of a message of which a colleague thinks that it is a play; `text` is raw.

    `about`: the subject of the draft that holds it.
    """

    kind = "plays.from_message"
    by: str
    text: str
    about: str


@dataclass(frozen=True)
class LossAsk(Notice):
    """To the owner of a lost deal: why, mostly? `deal` is its name, in Slack's escaped form."""

    kind = "plays.lost"
    debrief_id: int
    deal: str
