"""What may be written after `/pulse`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.framework.grammar import Grammar, Verb, alone
from bot.slack.text import typed_excerpt


@dataclass(frozen=True)
class ListPulses:
    """The pulses that the actor may see."""


@dataclass(frozen=True)
class NewPulse:
    """The form in which a pulse is planned."""


PulseIntent = ListPulses | NewPulse


def _unknown(text: str, _: None) -> PulseIntent:
    raise BadInput(f"I do not understand “{typed_excerpt(text)}”. Write `/pulse` or `/pulse new`.")


GRAMMAR = Grammar[PulseIntent, None](
    "/pulse",
    Verb("new", alone(NewPulse), usage="new", meaning="ask a team something, anonymously (managers)"),
    Verb("list", alone(ListPulses)),
    bare=ListPulses,
    bare_meaning="the pulses that are yours to see",
    otherwise=_unknown,
)
