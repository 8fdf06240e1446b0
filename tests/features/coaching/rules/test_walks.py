"""Ten thousand random walks of words and time through a talk: only what both said is ever counted."""

import random
from dataclasses import replace

from bot.features.coaching.rules.facts import Say, talk_roles
from bot.features.coaching.rules.state_machine import TALKS, TalkState, TalkStep
from tests.features.coaching.rules.pair import ANA, BEN, CLEO, CLOCK, SERIES_OF_BEN, talk

_SAID = {TalkStep.yes: Say.yes, TalkStep.no: Say.no, TalkStep.take_back: Say.none}
_OVER = {TalkState.held, TalkState.missed, TalkState.skipped, TalkState.dropped}


def test_a_one_sided_yes_is_never_counted() -> None:
    """Held is where both said yes, and stays; what is over changes no more; strangers change nothing."""
    dice = random.Random(20261201)
    ends: dict[TalkState, int] = {}
    for _ in range(10_000):
        seen = talk("planned")
        for _ in range(12):
            who, step = dice.choice((ANA, BEN, CLEO, CLOCK)), dice.choice(list(TalkStep))
            after = TALKS.next_state(seen.state, step, talk_roles(who, SERIES_OF_BEN, seen))
            assert after is None or who != CLEO
            assert after is None or seen.state not in _OVER
            if after is None:
                continue
            says = _SAID.get(step)
            if says is not None and who == ANA:
                seen = replace(seen, manager_says=says)
            elif says is not None:
                seen = replace(seen, person_says=says)
            seen = replace(seen, state=after)
            both = (seen.person_says, seen.manager_says) == (Say.yes, Say.yes)
            assert (seen.state is TalkState.held) == both, seen
        ends[seen.state] = ends.get(seen.state, 0) + 1
    assert ends.keys() >= {TalkState.held, TalkState.missed, TalkState.unconfirmed, TalkState.at_odds}
