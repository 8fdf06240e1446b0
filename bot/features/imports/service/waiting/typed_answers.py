"""Who is who and what stages mean, as an admin says them on the server."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.matching import sole_namesakes, words_of, words_typed
from bot.features.imports.rules.typed_answers import TypedAnswers
from bot.features.imports.service.waiting import questions, stages
from bot.features.ledger.rules.access import check_has_numbers
from bot.features.ledger.rules.records import PersonRef
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace

# Who has said it, where an admin did on the server.
SERVER = "server"
_NOBODY = "nobody"
_LONGEST_SHOWN = 80


async def people_typed(transaction: Transaction, source: str, typed: Sequence[str]) -> dict[str, str | None]:
    """Members by the source's words for them, from texts such as `Ben Cole=ben@northwind.example`.

    None for `=nobody`. BadInput: a text is none, or names nobody of this workspace.
    """
    members = await people.all_members(transaction)
    known = {member.id: member for member in members}
    known |= {member.email: member for member in members if member.email}
    found: dict[str, str | None] = {}
    for text in typed:
        word, sign, who = (part.strip() for part in text.rpartition("="))
        if not (word and sign and who):
            raise BadInput(
                f"“{text[:_LONGEST_SHOWN]}” does not say who somebody is: "
                'write "Ben Cole=ben@company.com", or "Ben Cole=nobody".'
            )
        member = known.get(who) or known.get(who.lower())
        if member is None and who.casefold() != _NOBODY:
            raise BadInput(
                f"“{who[:_LONGEST_SHOWN]}” is no member here: write the address or the id that Slack has, "
                "or nobody."
            )
        if member is not None:
            check_has_numbers(member)
        found.update(dict.fromkeys(words_typed(word, source), member.id if member else None))
    return found


async def namesakes(
    transaction: Transaction, source: str, unknown: Collection[PersonRef]
) -> dict[str, str | None]:
    """Members by word for those of these people after whom exactly one active member is called."""
    found = sole_namesakes(await people.everybody(transaction), unknown)
    return {word: member_id for ref, member_id in found.items() for word in words_of(ref, source)}


async def remember(transaction: Transaction, source: str, typed: TypedAnswers, now: datetime) -> None:
    """Remembers these answers; what waited for one of them comes in."""
    await workspace.one_at_a_time(transaction)
    repository = ImportRepository(transaction)
    await repository.remember_stages(source, typed.stages, SERVER, now)
    await repository.remember_people(typed.people, SERVER, now)
    await questions.settle(transaction, typed.people, now)
    if typed.stages:
        await stages.settle(transaction, source, now)
