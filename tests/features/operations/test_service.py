"""What admins are told of deliveries and may do about them, on a real database."""

from datetime import timedelta

import pytest

from bot.common.errors import AlreadyRecorded, NotAllowed
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED, DIGEST, EXPIRED, FAILED, MERGED, SENT, WAITING
from bot.deliveries.outbox import Outbox
from bot.features.operations import service
from bot.features.operations.notices import DeliveryTrouble
from bot.features.operations.rules import DeliveriesOverview
from bot.features.people.service import members as people
from bot.features.people.service.members import MOST_ADMINS_TOLD
from tests.contexts import acting
from tests.deliveries.stage import rows
from tests.features.goals.office import NOW
from tests.features.members import member
from tests.features.operations.office import TEAM, deliver

YESTERDAY = NOW - timedelta(days=2)
OTHER = "T0OTHER"
ANA, BEN = "U0ANA", "U0BEN"


@pytest.fixture(autouse=True)
async def cast(db: Database) -> None:
    """Ana is admin, Ben is not; elsewhere he is."""
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, [member(ANA, is_admin=True), member(BEN)])
    async with db.transaction(OTHER) as transaction:
        await people.keep(transaction, [member(BEN, is_admin=True)])


async def overview(db: Database, who: str = ANA, team: str = TEAM) -> DeliveriesOverview:
    """What somebody sees."""
    async with db.reading(team) as transaction:
        return await service.overview(transaction, who, NOW)


async def send_again(
    db: Database, delivery_id: int, who: str = ANA, key: str = "again", team: str = TEAM
) -> None:
    """Somebody presses the button."""
    async with db.transaction(team) as transaction:
        await service.send_again(acting(transaction, who, NOW, key), delivery_id)


async def tell(db: Database, key: str) -> list[Delivery]:
    """This one failed for good; what is owed to admins since."""
    async with db.transaction(TEAM) as transaction:
        await service.tell_failure(transaction, (await rows(db))[key], NOW)
    return [
        row for row in (await rows(db)).values() if row.kind == DeliveryTrouble.kind and row.state == WAITING
    ]


async def test_the_overview(db: Database) -> None:
    """The last day in numbers, and the newest that failed or wait, with the names of their people."""
    await deliver(db, "sent", SENT)
    await deliver(db, "long ago", SENT, due=YESTERDAY)
    await deliver(db, "failed long ago", FAILED, due=YESTERDAY, error="is_archived")
    await deliver(db, "failed", FAILED, error="is_archived", target=BEN)
    await deliver(db, "late", EXPIRED)
    await deliver(db, "waits for long", WAITING, target="U0NOBODY", due=YESTERDAY)
    await deliver(db, "dropped", CANCELLED)
    await deliver(db, "elsewhere", FAILED, team=OTHER)

    seen = await overview(db)

    assert (seen.sent, seen.waits, seen.fails) == (1, 1, 2)
    assert [(entry.state, entry.target) for entry in seen.failed] == [
        (EXPIRED, "C1"),
        (FAILED, BEN),
        (FAILED, "C1"),
    ]
    assert [entry.target for entry in seen.waiting] == ["U0NOBODY"]
    assert seen.names == {BEN: "Ben"}
    assert "secret words" not in repr(seen)


async def test_a_digest_is_one_message(db: Database) -> None:
    """Whatever became of it, and however much is in it."""
    for state, error in ((SENT, None), (FAILED, "user_disabled"), (WAITING, None)):
        digest_id = await deliver(db, state, state, target=BEN, kind=DIGEST, error=error)
        within = MERGED if state == WAITING else state
        for number in range(3):
            await deliver(db, f"{state} {number}", within, target=BEN, merged_into=digest_id, error=error)

    seen = await overview(db)
    assert (seen.sent, seen.waits, seen.fails) == (1, 1, 1)
    assert [entry.kind for entry in (*seen.failed, *seen.waiting)] == [DIGEST, DIGEST]


async def test_only_admins(db: Database) -> None:
    """Of this workspace: nobody else sees anything or sends anything."""
    failed = await deliver(db, "a", FAILED)
    sentences = {BEN: "Only an admin of this workspace can %s", "U0NOBODY": "another workspace"}
    for nobody, sentence in sentences.items():
        with pytest.raises(NotAllowed, match=sentence.replace("%s", "look at deliveries")):
            await overview(db, nobody)
        with pytest.raises(NotAllowed, match=sentence.replace("%s", "send a message again")):
            await send_again(db, failed, nobody)
    with pytest.raises(NotAllowed, match="That one does not wait"):
        await send_again(db, failed, BEN, team=OTHER)
    assert (await rows(db))["a"].state == FAILED


@pytest.mark.parametrize("state", [FAILED, EXPIRED])
async def test_sending_again(db: Database, state: str) -> None:
    """It is owed from now on, for as long as it was; a click that comes twice counts once."""
    delivery_id = await deliver(db, "a", state, due=YESTERDAY, error="is_archived")

    await send_again(db, delivery_id)
    with pytest.raises(AlreadyRecorded):
        await send_again(db, delivery_id)

    row = (await rows(db))["a"]
    assert (row.state, row.error, row.due_at, row.next_at) == (WAITING, None, NOW, NOW)
    assert row.expires_at == NOW + timedelta(hours=6)


@pytest.mark.parametrize("state", [SENT, WAITING, CANCELLED, MERGED])
async def test_what_has_not_failed_is_not_sent_again(db: Database, state: str) -> None:
    """Somebody else was faster, or it is in Slack."""
    delivery_id = await deliver(db, "a", state)
    with pytest.raises(NotAllowed, match="it was sent, or is under way"):
        await send_again(db, delivery_id)
    with pytest.raises(NotAllowed, match="it was sent, or is under way"):
        await send_again(db, delivery_id + 1)


async def test_a_file_again(db: Database) -> None:
    """As long as it is kept: then the list says so, and nothing is sent without it."""
    async with db.transaction(TEAM) as transaction:
        file_id = await Outbox(transaction).attach("review.html", b"words", YESTERDAY)
    kept = await deliver(db, "kept", FAILED, attachment_id=file_id)
    gone = await deliver(db, "gone", FAILED, attachment_id=file_id + 1)
    assert {entry.id: entry.lacks_file for entry in (await overview(db)).failed} == {kept: False, gone: True}

    with pytest.raises(NotAllowed, match="Its file was kept for 7 days and is gone"):
        await send_again(db, gone)
    await send_again(db, kept)

    assert {key: row.state for key, row in (await rows(db)).items()} == {"kept": WAITING, "gone": FAILED}


async def test_what_is_over_is_not_sent_again(db: Database) -> None:
    """It was taken back while it was on its way, or its day has passed: the sentence says so."""
    delivery_id = await deliver(db, "a", FAILED, not_after=NOW)
    with pytest.raises(NotAllowed, match="is over, or was taken back"):
        await send_again(db, delivery_id)


async def test_a_digest_again(db: Database) -> None:
    """With what was in it, but for what was taken back or switched off before or since."""
    digest_id = await deliver(db, "digest", FAILED, target=BEN, kind=DIGEST, error="user_disabled")
    for key in ("a", "b", "c"):
        await deliver(db, key, FAILED, target=BEN, merged_into=digest_id, error="user_disabled")
    await deliver(db, "off", CANCELLED, target=BEN, merged_into=digest_id)
    await deliver(db, "another", FAILED, target=BEN)
    async with db.transaction(TEAM) as transaction:
        await Outbox(transaction).retract("c", NOW)

    await send_again(db, digest_id)

    found = await rows(db)
    assert {key: found[key].state for key in ("digest", "a", "b", "c", "off", "another")} == {
        "digest": WAITING,
        "a": MERGED,
        "b": MERGED,
        "c": CANCELLED,
        "off": CANCELLED,
        "another": FAILED,
    }
    assert found["a"].error is None


async def test_admins_are_told_once(db: Database) -> None:
    """For each place and reason, without the words; about their own notes not at all."""
    await deliver(db, "a", FAILED, error="is_archived")
    await deliver(db, "b", FAILED, error="is_archived", kind="kudos.shoutout")
    await deliver(db, "thread", FAILED, error="is_archived", target="C1/1.2")
    await deliver(db, "reason", FAILED, error="not_in_channel")
    await deliver(db, "place", FAILED, error="is_archived", target="C2")
    await deliver(db, "person", FAILED, error="user_disabled", target=BEN)
    await deliver(db, "note", FAILED, error="user_disabled", target=ANA, kind=DeliveryTrouble.kind)

    counts = [
        len(await tell(db, key)) for key in ("a", "b", "thread", "a", "reason", "place", "person", "note")
    ]

    assert counts == [1, 1, 1, 1, 2, 3, 4, 4]
    told = await tell(db, "a")
    assert {row.target for row in told} == {ANA}
    assert told[-1].facts["name"] == "Ben"
    assert "secret words" not in str([row.facts for row in told])


async def test_not_too_many_admins_are_told(db: Database) -> None:
    """The first of them, always the same; nobody who left, and nobody of elsewhere."""
    async with db.transaction(TEAM) as transaction:
        admins = [member(f"U0ADMIN{number}", is_admin=True) for number in range(8)]
        await people.keep(transaction, [*admins, member("U0", is_admin=True, is_deactivated=True)])
    await deliver(db, "a", FAILED, error="is_archived")

    told = await tell(db, "a")

    assert [row.target for row in told] == [f"U0ADMIN{number}" for number in range(MOST_ADMINS_TOLD)]
    assert {row.workspace_id for row in told} == {TEAM}
