"""The forms of plays: writing one, using one, why a deal was lost. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.features.plays.rules.facts import DealFacts, OwnDeal
from bot.features.plays.rules.words import (
    LONGEST_DID,
    LONGEST_LOSS,
    LONGEST_OTHER,
    LONGEST_TITLE,
    PlayWords,
    check_field,
    check_title,
)
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import context, section
from bot.slack.requests import number_of
from bot.slack.text import escape, unescape

# A form says itself what is too long, with the figure.
_ANY = 3_000
_DRAFT = "Without that tick it is a draft, which you alone see. Names of customers are replaced."
_ARCHIVED = "It is archived. Without that tick it stays so, and you alone see it."


@dataclass(frozen=True)
class PlayStart:
    """What the form begins with: the deal (escaped, "" for none), what is known of it, earlier words.

    `is_archived`: it is an archived play, which is shared again by a tick of its own.
    """

    deal: str = ""
    facts: DealFacts = field(default_factory=DealFacts)
    words: PlayWords | None = None
    did: str = ""
    is_archived: bool = False

    def initial(self, name: str) -> str | None:
        """What stands in a field before anything is typed."""
        if self.words is not None:
            return str(getattr(self.words, name)) or None
        return self.did or None if name == "did" else None


def _about(start: PlayStart) -> str:
    told = [each for each in (start.facts.amount, start.facts.cycle) if each]
    return " · ".join([f"*{start.deal}*", *map(escape, told)])


def _words(label: str, name: str, longest: int, hint: str) -> LongTextField[str]:
    return LongTextField(
        label,
        _ANY,
        hint=hint,
        reads=partial(check_field, longest=longest),
        initial=lambda start: start.initial(name),
    )


class PlayForm(Form[PlayWords]):
    """A play, drawn from a PlayStart; about `D12` of a deal, `P4` of an earlier one, "" of neither."""

    callback_id, title, submit = "plays.written", "A play", "Save"

    deal = Note(lambda start: section(_about(start)), visible=lambda start: bool(start.deal))
    name = TextField(
        "Title",
        LONGEST_TITLE,
        reads=check_title,
        placeholder="Who else signs",
        initial=lambda start: start.initial("title"),
    )
    skill = ChoiceField("For which skill?", SKILL_NAMES, initial=lambda start: start.initial("skill"))
    situation = _words(
        "Situation", "situation", LONGEST_OTHER, "Who was the buyer, and where were you stuck?"
    )
    did = _words(
        "What I did",
        "did",
        LONGEST_DID,
        "What did you say or do? Write it so that a colleague could do it tomorrow.",
    )
    why = _words("Why it worked", "why", LONGEST_OTHER, "What did the buyer say or do then?")
    may_name = CheckField(
        "May names be told?",
        "Customer and deal may be named",
        value="named",
        initial=lambda start: bool(start.words and start.words.may_name),
    )
    is_shared = CheckField(
        "Who reads it?",
        "Everybody in a team",
        value="shared",
        initial=lambda start: start.words is None or start.words.is_shared,
    )
    told = Note(lambda start: context(_ARCHIVED if start.is_archived else _DRAFT))

    @classmethod
    def build(cls, v: ParsedValues) -> PlayWords:
        """The play as it was typed."""
        return PlayWords(
            v[cls.name],
            v[cls.skill],
            v[cls.situation],
            v[cls.did],
            v[cls.why],
            v[cls.may_name],
            v[cls.is_shared],
        )


@dataclass(frozen=True)
class UseStart:
    """A play (its raw title), and the deals on which it may have been used."""

    title: str
    deals: Sequence[OwnDeal]

    @property
    def options(self) -> Mapping[int, str]:
        """The deals by id, with how they stand."""
        return {each.id: f"{unescape(each.name)} · {each.status}" for each in self.deals}


class PlayUseForm(Form[ParsedValues]):
    """On which deal a play was used, drawn from a UseStart; about the play's id."""

    callback_id, title, submit = "plays.use_told", "Used it", "Save"
    drafts = False

    what = Note(lambda start: section(f"*{escape(start.title)}*"))
    deal = ChoiceField("On which deal?", lambda start: start.options, reads=number_of, initial=None)
    told = Note(context("Your open deals, and those decided in the last 90 days. Once a deal."))


@dataclass(frozen=True)
class LossStart:
    """A lost deal (escaped), and the reasons by key."""

    deal: str
    reasons: Mapping[str, str]


class LossForm(Form[ParsedValues]):
    """Why a deal was lost, drawn from a LossStart; about the question's id."""

    callback_id, title, submit = "plays.loss_told", "A lost deal", "Save"

    what = Note(lambda start: section(f"*{start.deal} was lost. Why, mostly?*"))
    reason = ChoiceField(
        "Reason", lambda start: start.reasons, optional=True, empty="", placeholder="Nothing to say"
    )
    words = LongTextField("A sentence for you and whoever leads you", LONGEST_LOSS, optional=True)
    told = Note(context("Without a reason it is skipped, and not asked again."))
