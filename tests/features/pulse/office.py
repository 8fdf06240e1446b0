"""Ana asks a team of eight how it is, for the tests of use cases."""

from datetime import timedelta

from bot.db.transaction import Database
from bot.features.people.service import members as people
from bot.features.pulse.rules.pulses import About, PulsePlan, Said
from bot.features.pulse.service import answers, lifecycle
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.members import member

ANA, ADA, CLEO = "U0ANA", "U0ADA", "U0CLEO"
TEAM = tuple(f"U0REP{number}" for number in range(8))
SECRETS = {who: f"secret of {who[::-1]} {number * 7919}" for number, who in enumerate(TEAM)}


async def asked(db: Database) -> int:
    """Ana asks her eight about herself."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who, is_admin=who == ADA) for who in (*TEAM, ANA, ADA, CLEO)])
        team_id = await teams.save(acting(transaction, ADA, NOW, key()), TeamForm("Eight", ANA, TEAM), None)
    async with db.transaction(NORTH) as transaction:
        plan = PulsePlan(team_id, About.manager, "I am heard", 5, TODAY + timedelta(days=7))
        return (await lifecycle.ask(acting(transaction, ANA, NOW, key()), plan)).id


async def answered(db: Database, pulse_id: int, who: str) -> None:
    """One of them answers, a minute after the one before."""
    at = NOW + timedelta(minutes=TEAM.index(who))
    async with db.transaction(NORTH) as transaction:
        said = Said(1 + TEAM.index(who) % 5, SECRETS[who])
        await answers.answer(acting(transaction, who, at, key()), pulse_id, said)
