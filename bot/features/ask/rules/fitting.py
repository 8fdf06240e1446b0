"""Which slots a command takes, and whom a reading has to be asked of one by one. Pure."""

from dataclasses import replace

from bot.features.ask.rules.facts import AskIntent, KnownNames, Reading

OF_PERSON = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.one_to_one, AskIntent.evidence}
)
# Their pages tell of several people, those who are named among them.
_TELLS_OF_PEOPLE = frozenset({AskIntent.record, AskIntent.inbox, AskIntent.my_kudos, AskIntent.board})
_OF_TEAM = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.board, AskIntent.team, AskIntent.pulse}
)
_OF_PERIOD = frozenset(
    {
        AskIntent.sheet,
        AskIntent.metric,
        AskIntent.board,
        AskIntent.thanked,
        AskIntent.settings,
        AskIntent.my_kudos,
        AskIntent.pulse,
        AskIntent.reviews,
        AskIntent.contests,
    }
)
_OF_SEVERAL = frozenset({AskIntent.thank, AskIntent.goal, AskIntent.won, AskIntent.topic})
_THANKED_IN = tuple(
    f"{which} {unit}" for unit in ("week", "month", "quarter", "year") for which in ("this", "last")
)


def fits(reading: Reading) -> bool:
    """Whether the command of this intent answers for everything that is named."""
    intent, slots = reading.intent, reading.slots
    if slots.people and intent not in OF_PERSON | _TELLS_OF_PEOPLE:
        return False
    if slots.goal and intent not in (AskIntent.goals, AskIntent.checkin):
        return False
    if (slots.money and intent is not AskIntent.metric) or (slots.teams and intent not in _OF_TEAM):
        return False
    if (
        slots.metric
        and not slots.is_loose
        and not slots.goal
        and intent not in (AskIntent.metric, AskIntent.board)
    ):
        return False
    if intent is AskIntent.thanked and slots.period not in ("", "today", *_THANKED_IN):
        return False
    is_past = slots.period not in ("", "today") and not slots.period.startswith("this ")
    return not (is_past and intent not in _OF_PERIOD)


def subjects_of(reading: Reading, known: KnownNames) -> tuple[Reading, ...]:
    """A reading for each person or team that is meant, where one has to be chosen."""
    slots, intent = reading.slots, reading.intent
    if intent in _OF_SEVERAL:
        return (reading,)
    if len(slots.people) + len(slots.teams) > 1:
        people = [replace(slots, people=(who,), teams=(), own_team=False) for who in slots.people]
        teams = [replace(slots, people=(), teams=(name,), own_team=False) for name in slots.teams]
        return tuple(replace(reading, slots=each) for each in (*people, *teams))
    means_own = slots.own_team and not slots.people and intent in (AskIntent.sheet, AskIntent.metric)
    if means_own and len(known.own_teams) > 1:
        return tuple(
            replace(reading, slots=replace(slots, teams=(name,), own_team=False)) for name in known.own_teams
        )
    return (reading,)
