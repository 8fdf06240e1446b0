"""The steps of setting up: each is done by its own fact."""

from dataclasses import replace

from bot.features.home.rules.setup import Setup, SetupFacts, SetupProgress, SetupStep

NEW = SetupFacts()
DONE_BY = {
    SetupStep.teams: replace(NEW, teams=1, without_channel=1),
    SetupStep.channels: replace(NEW, teams=1),
    SetupStep.numbers: replace(NEW, has_numbers=True),
    SetupStep.quotas: replace(NEW, people=2, with_quota=2),
    SetupStep.calendar: replace(NEW, has_calendar=True),
    SetupStep.values: replace(NEW, has_values=True),
    SetupStep.shoutouts: replace(NEW, has_channel=True),
    SetupStep.guests: replace(NEW, has_guests=True),
}


def test_each_step_by_its_own_fact() -> None:
    """One fact ticks one step; a team that has its channel ticks both of these."""
    wanted = {step: {step} for step in SetupStep} | {
        SetupStep.channels: {SetupStep.teams, SetupStep.channels}
    }
    done = {step: {each for each in SetupStep if facts.is_done(each)} for step, facts in DONE_BY.items()}
    assert done == wanted
    assert Setup(NEW, SetupProgress()).open_steps == tuple(SetupStep)
