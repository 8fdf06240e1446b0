"""What is delivered about 1:1s: the card before a talk, and the question after it."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class TalkClose(Notice):
    """To each of the two, after a talk: did it take place?

    `other`: the first name of the other. `day`: when it was, as in "today" or "on Tue 1 Dec". `mine` and
    `theirs` are values of `Say`, `state` of `TalkState`. `asks_use`: whether its receiver is asked if it was
    useful, once it is held; `has_voted`: they have said so.
    """

    kind = "coaching.close"
    talk_id: int
    other: str
    day: str
    mine: str = "none"
    theirs: str = "none"
    state: str = "planned"
    asks_use: bool = False
    has_voted: bool = False


@dataclass(frozen=True)
class CoachingReminder(Notice):
    """To one of the two: something of their 1:1s that waits for them, as one line with its button.

    `need`: the key of the need of which it reminds; `text`: harmless mrkdwn.
    """

    kind = "coaching.today"
    need: str
    text: str
    label: str
    action_id: str
    value: str


@dataclass(frozen=True)
class PreparedItem:
    """An action on a card: its words (harmless), when it is due, and whether that is over.

    `outcome`: what became of it since, a value of `ItemState`; "" for nothing.
    """

    id: int
    text: str
    due: str
    is_late: bool
    is_mine: bool
    outcome: str = ""


@dataclass(frozen=True)
class PreparedTopic:
    """A topic on a card: its words (harmless), and whether only its receiver sees it."""

    id: int
    text: str
    is_private: bool


@dataclass(frozen=True)
class PreparedLine:
    """A line with a button (label, action_id, value); "" for no button."""

    text: str
    label: str = ""
    action_id: str = ""
    value: str = ""


@dataclass(frozen=True)
class PreparedGap:
    """What a gap card says, on a card before a talk: the finding as one line, and the part that it names.

    `offers`: what others offer for it, lines of mrkdwn.
    """

    card_id: int
    part: str
    text: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreparedTalk:
    """What one talk is about, as one of the two may see it.

    `when`: day and time for the receiver, with the other's where it differs. `left_out`: the sentence about
    talks of the rhythm that were left out, "" for none. `questions`: what to ask. `outcomes`: what came of
    actions since; `gap`: what the newest gap card says that the reader may read.
    """

    talk_id: int
    other: str
    other_id: str
    when: str
    items: tuple[PreparedItem, ...] = ()
    more_items: int = 0
    moved: tuple[PreparedLine, ...] = ()
    since: tuple[PreparedLine, ...] = ()
    topics: tuple[PreparedTopic, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: str = ""
    questions: tuple[str, ...] = ()
    question: int = 0
    outcomes: tuple[PreparedLine, ...] = ()
    gap: PreparedGap | None = None


@dataclass(frozen=True)
class OutcomeTold(Notice):
    """To both of the two, at the same moment: what came of an action, in words. `answer`: an `OutcomeAnswer`.

    `owner`: whose action it is, "" for the receiver's own.
    """

    kind = "coaching.outcome"
    outcome_id: int
    headline: str
    numbers: str
    caution: str = ""
    answer: str = ""
    owner: str = ""


@dataclass(frozen=True)
class TalkPrep(Notice):
    """To the person, the day before a talk; to the manager, on its day, with all talks of that day."""

    kind = "coaching.prep"
    is_manager: bool
    talks: tuple[PreparedTalk, ...]
    more: int = 0


@dataclass(frozen=True)
class CoachingHistory(Notice):
    """To who asked for it: all talks with somebody as a page, which is its attachment."""

    kind = "coaching.history"
    file: str
    other: str
