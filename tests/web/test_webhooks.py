"""The door for facts: signed by a known source, each thing once, all of a batch or nothing."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select
from standardwebhooks import Webhook

from bot.common.errors import BadInput
from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.features.imports.notices import SourceIsFull, UnknownPersonAsked
from bot.features.imports.rules.parking import ParkedFor
from bot.features.imports.rules.payload_schema import EXAMPLES, SCHEMA
from bot.features.imports.rules.payloads import BadPayload, records_of
from bot.features.imports.rules.stages.mapping import meanings_typed
from bot.features.imports.rules.typed_answers import TypedAnswers
from bot.features.imports.service import answered, sources
from bot.features.imports.service.loading import make_loader
from bot.features.imports.service.waiting import parking, typed_answers
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion, StageEntryRow
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.records import DealRecord, QuotaRecord
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.quotas import quotas_of
from bot.features.people.service import members as people
from bot.slack.installations import seal_from
from bot.web.server import web_app
from tests.features.members import member
from tests.stages import box_at

KEYS = Fernet.generate_key().decode()
DEAL: dict[str, Any] = {
    "type": "deal",
    "id": "D-1",
    "name": "Acme",
    "owner": {"email": "Ben@northwind.example"},
    "status": "won",
    "amount": 48000.1,
    "closed_on": "2026-11-20",
}

NO_DAYS = (
    "2026-xyz",
    "2026-W01-1",
    "2026-11-20T25:00:00Z",
    "2026-02-30",
    "20261120",
    1.5,
    "2026-02-30T10:00Z",
)
QUOTA: dict[str, Any] = {
    "type": "quota",
    "person": {"email": "ben@northwind.example"},
    "amount": 100_000,
    "starts_on": "2026-10-01",
    "ends_on": "2027-01-01",
}
ZOE = {"email": "zoe@elsewhere.example", "name": "Zoe Park"}


class Sender:
    """A source with its secret, and an independent signer."""

    def __init__(self, stage: Stage, opened: sources.Opened, http: httpx.AsyncClient) -> None:
        self.stage, self.opened, self.http = stage, opened, http
        self.signer = Webhook(opened.secret)

    async def sends(self, *records: dict[str, Any], key: str = "msg_1", **how: Any) -> httpx.Response:
        """Sign and send these; `how` may change what is sent."""
        body = how.get("body", json.dumps({"records": records}))
        at = how.get("at", datetime.now(UTC))
        signed = self.signer.sign(key, at, body)
        headers = {
            "webhook-id": key,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": how.get("signature", signed),
        }
        address = how.get("address", self.opened.address)
        sent = how.get("sent", body)
        return await self.http.post(
            f"http://pacer/ingest/{NORTHWIND}/{address}", content=sent, headers=headers
        )


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The bot with keys for its secrets."""
    emulator = box_at(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    async with open_stage(emulator, database_url, encryption_keys=KEYS, migrated=True) as opened:
        yield opened


@pytest.fixture
async def sender(stage: Stage) -> AsyncIterator[Sender]:
    """A source called hubspot."""
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ben, ana = member("U0BEN", email="ben@northwind.example"), member("U0ANA", email=None, is_admin=True)
        await people.keep(transaction, [ben, ana])
        opened = await sources.open_source(
            transaction, "hubspot", seal_from(KEYS), stage.emulator.clock.now()
        )
    transport = httpx.ASGITransport(web_app(stage.pacer, with_background=False))
    async with httpx.AsyncClient(transport=transport) as http:
        yield Sender(stage, opened, http)


async def counted(stage: Stage) -> tuple[int, int]:
    """How many deals and lines there are."""
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        deals = await reading.session.scalar(select(func.count()).select_from(Deal))
        lines = await reading.session.scalar(select(func.count()).select_from(Credit))
    return int(deals or 0), int(lines or 0)


async def test_a_signed_batch_is_taken_in_once(sender: Sender) -> None:
    """The same again changes nothing; the same deals under another id are known."""
    answer = await sender.sends(DEAL)
    assert answer.json() == {"status": "recorded", "new": 1, "changed": 0, "same": 0}
    assert (await sender.sends(DEAL)).json() == {"status": "already recorded"}
    assert (await sender.sends(DEAL, key="msg_2")).json()["same"] == 1
    assert (await sender.sends(DEAL | {"amount": "50000.00"}, key="msg_3")).json()["changed"] == 1
    assert await counted(sender.stage) == (1, 3)
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        amounts = list(await reading.session.scalars(select(Credit.amount_base).order_by(Credit.id)))
    assert [str(amount) for amount in amounts] == ["48000.1", "-48000.1", "50000"]


async def test_ids_are_told_apart_to_their_end(sender: Sender) -> None:
    """However long a sender makes them."""
    for number in range(2):
        answer = await sender.sends(DEAL | {"id": f"D-{number}"}, key="m" * 400 + str(number))
        assert answer.json()["status"] == "recorded"
    assert (await counted(sender.stage))[0] == 2


UNSIGNED: dict[str, dict[str, Any]] = {
    "changed on the way": {"sent": json.dumps({"records": [DEAL | {"amount": 1}]})},
    "wrong": {"signature": "v1,AAAA"},
    "not a signature": {"signature": "nonsense"},
    "too old": {"at": datetime.now(UTC) - timedelta(minutes=6)},
    "unknown": {"address": "hubspot-00000000"},
}


async def test_what_is_not_signed_changes_nothing(sender: Sender) -> None:
    """Nobody learns which addresses there are."""
    for name, how in UNSIGNED.items():
        answer = await sender.sends(DEAL, **how)
        assert answer.status_code == 401, name
        assert "not signed by a known source" in answer.json()["error"], name
        assert await counted(sender.stage) == (0, 0), name


async def test_a_secret_that_was_changed_works_on_for_a_day(sender: Sender) -> None:
    """Then only the new one does; a source that is closed is unknown."""
    stage = sender.stage
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        renewed = await sources.open_source(
            transaction, "hubspot", seal_from(KEYS), stage.emulator.clock.now()
        )
    assert renewed.address == sender.opened.address
    assert (await sender.sends(DEAL)).status_code == 200
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(hours=25))
    assert (await sender.sends(DEAL, key="msg_2")).status_code == 401
    new = Sender(stage, renewed, sender.http)
    assert (await new.sends(DEAL, key="msg_3")).status_code == 200
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await sources.close_source(transaction, "hubspot")
    assert (await new.sends(DEAL, key="msg_4")).status_code == 401


async def with_token(stage: Stage, keeper: str = "") -> sources.Opened:
    """A tool that cannot sign, or its next token."""
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        return await sources.open_source(
            transaction,
            "zap",
            seal_from(KEYS),
            stage.emulator.clock.now(),
            is_bearer=True,
            keeper_email=keeper,
        )


async def posts(sender: Sender, address: str, authorization: str) -> int:
    """The status of a deal that is sent with this header."""
    answer = await sender.http.post(
        f"http://pacer/ingest/{NORTHWIND}/{address}",
        content=json.dumps({"records": [DEAL]}),
        headers={b"authorization": authorization.encode()},
    )
    return answer.status_code


async def test_a_tool_that_cannot_sign_sends_a_token(sender: Sender) -> None:
    """It is kept as its digest; the old one works for a day; a token opens no source that signs."""
    stage = sender.stage
    first = await with_token(stage)
    assert first.secret not in repr(first)
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        found = await sources.find(reading, first.address)
        assert found is not None
        assert found.secret == sha256(first.secret.encode()).hexdigest()
    for wrong in ("", first.secret, f"Basic {first.secret}", "Bearer ", f"Bearer {found.secret}", "Bearer é"):
        assert await posts(sender, first.address, wrong) == 401
    assert await posts(sender, sender.opened.address, f"Bearer {first.secret}") == 401
    assert await counted(stage) == (0, 0)
    for _ in range(2):
        assert await posts(sender, first.address, f"Bearer {first.secret}") == 200
    second = await with_token(stage)
    assert second.address == first.address
    assert await posts(sender, first.address, f"bearer {first.secret}") == 200
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(hours=25))
    assert await posts(sender, first.address, f"Bearer {first.secret}") == 401
    assert await posts(sender, first.address, f"Bearer {second.secret}") == 200
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        with pytest.raises(BadInput, match="zap sends a token already"):
            await sources.open_source(transaction, "zap", seal_from(KEYS), stage.emulator.clock.now())


async def test_who_keeps_a_source_is_asked(sender: Sender) -> None:
    """Instead of admins; only somebody who could answer can keep one."""
    stage = sender.stage
    for wrong, sentence in (
        ("who@nowhere.example", "no member's address"),
        ("ben@northwind.example", "Ben cannot"),
    ):
        with pytest.raises(BadInput, match=sentence):
            await with_token(stage, wrong)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await people.keep(transaction, [member("U0CARL", email="carl@northwind.example", is_admin=True)])
    opened = await with_token(stage, "Carl@northwind.example")
    answer = await sender.http.post(
        f"http://pacer/ingest/{NORTHWIND}/{opened.address}",
        content=json.dumps({"records": [DEAL | {"owner": ZOE}]}),
        headers={"authorization": f"Bearer {opened.secret}"},
    )
    assert answer.json()["parked"] == ["D-1"]
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        told = select(Delivery.target).where(Delivery.kind == UnknownPersonAsked.kind)
        assert list(await reading.session.scalars(told)) == ["U0CARL"]


async def test_all_or_nothing(sender: Sender) -> None:
    """One record that cannot be taken, and nothing of the batch is; the same id may be sent again mended."""
    answer = await sender.sends(DEAL, QUOTA | {"amount": -5})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "records[1]"
    assert "A quota is zero or more" in answer.json()["errors"][0]["message"]
    assert await counted(sender.stage) == (0, 0)
    assert (await sender.sends(DEAL)).status_code == 200


async def test_who_is_unknown_holds_up_nobody_else(sender: Sender) -> None:
    """The others of a batch are taken; what waits is named, and does no longer once it has another owner."""
    meeting = {"type": "activity", "id": "A-1", "kind": "meeting", "person": ZOE, "happened_on": "2026-11-20"}
    answer = await sender.sends(DEAL, DEAL | {"id": "D-2", "owner": ZOE}, meeting, QUOTA | {"person": ZOE})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["new"], told["parked"][:2]) == ("recorded", 1, ["D-2", "A-1"])
    assert len(told["parked"]) == 3
    assert await counted(sender.stage) == (1, 1)
    short = {name: DEAL[name] for name in ("type", "status", "closed_on")} | {"id": "D-2", "owner": ZOE}
    assert (await sender.sends(short, key="msg_3")).json()["parked"] == ["D-2"]
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        waiting = await parking.find(reading, ParkedFor.PERSON, ["email:zoe@elsewhere.example"])
    amounts = [each.parking.record.amount for each in waiting if isinstance(each.parking.record, DealRecord)]
    assert [str(amount) for amount in amounts] == ["48000.1"]
    answer = await sender.sends(DEAL | {"id": "D-2"}, key="msg_2")
    assert answer.json() == {"status": "recorded", "new": 1, "changed": 0, "same": 0}
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        assert [(each.ref, each.rows) for each in await parking.groups(reading, ParkedFor.PERSON)] == [
            ("email:zoe@elsewhere.example", 2)
        ]


async def test_what_would_stop_later_messages_is_refused(sender: Sender) -> None:
    """An id that many deals would share; a time after which nothing is new, of a deletion too."""
    of_next_century = {"updated_at": "2199-01-01T00:00:00Z"}
    for told, words in (
        ({"id": "1.2E+11"}, "A spreadsheet has cut these ids (1.2E+11)"),
        (of_next_century, "It was last modified on 2199-01-01, which is still to come."),
    ):
        for record in (DEAL | told, {"type": "deal", "id": "D-1", "status": "deleted"} | told):
            answer = await sender.sends(
                DEAL | {"id": "D-2"}, record, key=f"refused {words} {record['status']}"
            )
            assert answer.status_code == 422
            (error,) = answer.json()["errors"]
            assert error["path"] == "records[1]"
            assert error["message"].startswith(words)
            assert await counted(sender.stage) == (0, 0)


async def test_a_deal_is_updated_cleared_and_deleted(sender: Sender) -> None:
    """What is left out stays, null clears and is told; an older version changes nothing; deleted is gone."""
    at = {"updated_at": "2026-11-21T10:00:00Z"}
    assert (await sender.sends(DEAL | at | {"pipeline": "Partner"})).json()["new"] == 1
    short = {name: DEAL[name] for name in ("type", "id", "owner", "status", "closed_on")}
    assert (await sender.sends(short, key="msg_2")).json()["same"] == 1
    late = DEAL | {"updated_at": "2026-11-21T09:00:00Z", "amount": 1}
    assert (await sender.sends(late, key="msg_3")).json()["older"] == 1
    answer = (await sender.sends(short | {"amount": None}, key="msg_4")).json()
    assert (answer["changed"], answer["erased"]) == (1, ["records[0].amount"])
    gone = {"type": "deal", "id": "D-1", "status": "deleted"}
    assert (await sender.sends(gone, key="msg_5")).json()["gone"] == 1


async def test_what_figures_are_cut_by_is_kept_left_and_cleared(sender: Sender) -> None:
    """Each of them as told; what is left out of an update stays, null clears."""
    cuts = {each.value: f"{each.label} & one" for each in Dimension}
    columns = [getattr(DealVersion, each.value) for each in Dimension]
    query = select(*columns).where(DealVersion.replaced_at.is_(None))

    async def told() -> list[str]:
        async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
            return list((await reading.session.execute(query)).one())

    assert (await sender.sends(DEAL | cuts)).json()["new"] == 1
    assert await told() == [f"{each.label} &amp; one" for each in Dimension]
    update = {"type": "deal", "id": "D-1", "segment": None, "pipeline": "Direct"}
    assert (await sender.sends(update, key="msg_2")).json()["erased"] == ["records[0].segment"]
    expected = {**cuts, "segment": "", "pipeline": "Direct"}
    assert await told() == [expected[each.value].replace("&", "&amp;") for each in Dimension]


async def test_a_new_deal_tells_what_makes_it_one(sender: Sender) -> None:
    """Whose it is, how it stands, and when it was won; the others of its batch wait for it to be mended."""
    owned = {"owner": DEAL["owner"]}
    for told, sentence in (
        ({"status": "open"}, "Say whose deal it is."),
        (owned, "Say whether the deal is open, won or lost."),
        (owned | {"status": "won"}, "The deal is won without a close date: say on which day."),
        (owned | {"status": "open", "probability": 0.6}, "0.6 would be 0.6%: write 60."),
    ):
        answer = await sender.sends({"type": "deal", "id": "D-9"} | told, DEAL, key=sentence)
        assert answer.status_code == 422, told
        assert [each["message"] for each in answer.json()["errors"]] == [sentence]
        assert await counted(sender.stage) == (0, 0), told


async def kept_of(stage: Stage) -> list[tuple[Any, ...]]:
    """What is known now of each deal."""
    columns = (DealVersion.status, DealVersion.amount, DealVersion.closed_on, DealVersion.owner_id)
    query = select(*columns).where(DealVersion.replaced_at.is_(None)).order_by(DealVersion.deal_id)
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        return [tuple(row) for row in await reading.session.execute(query)]


async def test_an_update_tells_only_what_has_changed(sender: Sender) -> None:
    """Of a known deal owner, state and close date stay; in one batch, too, and while it waits for a name."""
    update = {"type": "deal", "id": "D-1"}
    opened = {name: DEAL[name] for name in ("type", "id", "owner", "amount")} | {"status": "open"}
    assert (await sender.sends(opened, update | {"amount": 5})).json()["older"] == 1
    assert await kept_of(sender.stage) == [("open", 5, None, "U0BEN")]
    changes: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
        ({"status": "won", "closed_on": "2026-11-20"}, ("won", 5, date(2026, 11, 20), "U0BEN")),
        ({"amount": 7}, ("won", 7, date(2026, 11, 20), "U0BEN")),
        ({"closed_on": "2026-11-21"}, ("won", 7, date(2026, 11, 21), "U0BEN")),
        ({"status": "lost"}, ("lost", 7, date(2026, 11, 21), "U0BEN")),
        ({"status": "deleted"}, ("gone", 7, date(2026, 11, 21), "U0BEN")),
        ({"amount": 8}, ("gone", 8, date(2026, 11, 21), "U0BEN")),
        ({"status": "open"}, ("open", 8, None, "U0BEN")),
    ]
    for number, (told, kept) in enumerate(changes):
        answer = await sender.sends(update | told, key=f"next_{number}")
        assert (answer.status_code, answer.json().get("same")) == (200, 0), answer.json()
        assert await kept_of(sender.stage) == [kept]
    other = {"type": "deal", "id": "D-2"}
    waiting = await sender.sends(other | {"owner": ZOE, "status": "open"}, other | {"amount": 3}, key="waits")
    assert waiting.json()["parked"] == ["D-2"]
    assert (await sender.sends(other | {"owner": DEAL["owner"]}, key="named")).json()["new"] == 1
    assert (await kept_of(sender.stage))[1] == ("open", 3, None, "U0BEN")


async def test_stages_replace_those_that_were_told(sender: Sender) -> None:
    """A corrected day takes the place of the wrong one; without `stages` they stay; one may come back."""
    demo, offer = ({"stage": name, "entered_on": "2026-11-02"} for name in ("Demo", "Offer"))
    later = demo | {"entered_on": "2026-11-05"}

    async def known(*told: dict[str, Any], key: str) -> list[tuple[str, int]]:
        await sender.sends(DEAL | ({"stages": told} if told else {}), key=key)
        columns = (StageEntryRow.stage, StageEntryRow.entered_on)
        query = select(*columns).where(StageEntryRow.replaced_at.is_(None)).order_by(*columns)
        async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
            return [(stage, day.day) for stage, day in await reading.session.execute(query)]

    assert await known(demo, offer, key="first") == [("Demo", 2), ("Offer", 2)]
    assert await known(later, key="corrected") == [("Demo", 5)]
    assert await known(key="untold") == [("Demo", 5)]
    assert await known(demo, offer, key="again") == [("Demo", 2), ("Offer", 2)]


async def test_what_is_not_known_is_ignored_and_named(sender: Sender) -> None:
    """Tools send more than is asked for."""
    owner = DEAL["owner"] | {"team": "West"}
    deal = DEAL | {"colour": "red", "size": None, "owner": owner}
    answer = await sender.sends(body=json.dumps({"records": [DEAL | {"id": "D-0"}, deal], "sent_by": "zap"}))
    assert answer.json()["ignored"] == [
        "sent_by",
        "records[1].colour",
        "records[1].size",
        "records[1].owner.team",
    ]
    assert "erased" not in answer.json()
    assert await counted(sender.stage) == (2, 2)


def test_numbers_are_ids_and_instants_are_days() -> None:
    """A number is its digits; an instant is on its day here, and as written where it names no zone."""
    zone = ZoneInfo("America/New_York")
    told = {"type": "deal", "owner": {"id": 12}, "status": "won"}
    for day, expected in (
        ("2026-11-21T03:00:00Z", date(2026, 11, 20)),
        ("2026-11-21T03:00:00+09:00", date(2026, 11, 20)),
        ("2026-11-21", date(2026, 11, 21)),
    ):
        body = json.dumps({"records": [told | {"id": 700200, "closed_on": day}]})
        (deal,) = records_of(body.encode(), zone)
        assert isinstance(deal, DealRecord)
        assert (deal.external_id, deal.owner.id, deal.closed_on) == ("700200", "12", expected)


async def test_an_activity_is_changed_and_deleted(sender: Sender) -> None:
    """By its version, as deals are; one that was never known may be deleted as well."""
    call = {"type": "activity", "id": 7, "kind": "call", "person": DEAL["owner"], "happened_on": "2026-11-20"}
    at = {"updated_at": "2026-11-21T10:00:00Z"}
    gone = {"type": "activity", "id": 7, "status": "deleted"}
    for number, (told, counts) in enumerate(
        [
            (call | at, "new"),
            (call | {"updated_at": "2026-11-21T09:00:00Z", "kind": "meeting"}, "older"),
            (call | {"updated_at": "2026-11-21T11:00:00Z", "kind": "meeting"}, "changed"),
            (gone | at, "older"),
            (gone, "gone"),
            (gone | {"id": 8}, "gone"),
            (call | {"status": "done"}, "changed"),
        ]
    ):
        assert (await sender.sends(told, key=f"msg_{number}")).json()[counts] == 1


def test_the_examples_of_the_schema_are_taken() -> None:
    """A deal, its update, its version and its deletion, as integrators copy them."""
    for body in EXAMPLES:
        assert records_of(json.dumps(body).encode())


async def test_a_stage_that_nobody_has_explained_waits(sender: Sender) -> None:
    """It is never taken as open; on the server it is said once, and what has to be told yet is refused."""
    told = {name: DEAL[name] for name in ("type", "id", "owner", "amount", "closed_on")}
    answer = await sender.sends(told | {"stage": "Signed", "pipeline": "Partner"}, DEAL | {"id": "D-2"})
    assert answer.json() == {"status": "recorded", "new": 1, "changed": 0, "same": 0, "parked": ["D-1"]}
    at = sender.stage.emulator.clock.now()
    async with sender.stage.pacer.db.transaction(NORTHWIND) as transaction:
        said = TypedAnswers(meanings_typed(["Partner > Signed=won"]))
        await typed_answers.remember(transaction, "hubspot", said, at)
        assert await answered.take_slice(transaction, at)
    assert await counted(sender.stage) == (2, 2)
    stays = {"type": "deal", "id": "D-1", "stage": "Signed", "amount": 1}
    assert (await sender.sends(stays, key="msg_2")).json()["changed"] == 1
    moved = stays | {"stage": "Onboarding"}
    assert (await sender.sends(moved, key="msg_3")).json()["parked"] == ["D-1"]
    answer = await sender.sends(told | {"id": "D-3", "stage": "Closed won", "closed_on": None}, key="msg_4")
    assert answer.status_code == 422
    del told["closed_on"]
    answer = await sender.sends(told | {"id": "D-3", "stage": "Closed won"}, key="msg_5")
    assert "won without a close date" in answer.text


async def test_a_source_of_which_too_much_waits_is_stopped(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the batch is taken, and who keeps it hears of it; what needs no answer goes on."""
    monkeypatch.setattr(parking, "MOST_PARKED", 1)
    strangers = [DEAL | {"id": f"D-{number}", "owner": ZOE} for number in range(2)]
    for key in ("msg_1", "msg_2"):
        answer = await sender.sends(DEAL, *strangers, key=key)
        assert answer.status_code == 503
        assert "records of hubspot wait for an answer already" in answer.json()["error"]
    assert await counted(sender.stage) == (0, 0)
    assert (await sender.sends(DEAL)).status_code == 200
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        told = select(Delivery.target).where(Delivery.kind == SourceIsFull.kind)
        assert list(await reading.session.scalars(told)) == ["U0ANA"]


async def test_quotas_and_rates_are_checked_and_known_again(sender: Sender) -> None:
    """As those are that people write down; the same again is nothing new."""
    quota = QUOTA
    rate = {"type": "rate", "currency": "EUR", "since": "2026-10-01", "rate": 1.0843217}
    answer = await sender.sends(quota | {"amount": -5}, rate | {"rate": 0})
    assert [each["message"] for each in answer.json()["errors"]] == [
        "A quota is zero or more, and less than a hundred billions.",
        "A rate is more than zero, with at most 12 decimals.",
    ]
    assert (await sender.sends(quota, rate)).json()["new"] == 2
    assert (await sender.sends(quota, rate, key="msg_2")).json()["same"] == 2
    assert (await sender.sends(quota | {"amount": 1}, key="msg_3")).json()["new"] == 1
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        records = records_of(json.dumps({"records": [quota | {"amount": 1}, quota, rate]}).encode())
        work = await make_loader(reading, "hubspot", "", sender.stage.emulator.clock.now(), dry=True)
        assert (await work.take(reading, records)).tally == Tally(new=1, same=2)
    async with sender.stage.pacer.db.reading(NORTHWIND) as reading:
        assert [row.amount for row in await quotas_of(reading, "U0BEN")] == [1]


async def test_too_much_is_not_read(sender: Sender) -> None:
    """A body that is larger than any batch."""
    answer = await sender.sends(body="x" * (5 * 2**20))
    assert answer.status_code == 413
    many = [DEAL | {"id": f"D-{number}"} for number in range(1001)]
    answer = await sender.sends(*many)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"path": "records", "message": "Send at most 1,000 records at once."}]
    assert await counted(sender.stage) == (0, 0)


async def test_the_schema_can_be_read(sender: Sender) -> None:
    """Integrators find it at the door."""
    assert (await sender.http.get("http://pacer/ingest/schema.json")).json() == SCHEMA


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (DEAL | {"status": "done"}, "records[0].status"),
        (DEAL | {"closed_on": "20.11.2026"}, "records[0].closed_on"),
        (DEAL | {"amount": "48k"}, "records[0].amount"),
        *(
            (DEAL | {name: day}, f"records[0].{name}")
            for name in ("closed_on", "updated_at")
            for day in NO_DAYS
        ),
        (DEAL | {"probability": 0.6}, "records[0].probability"),
        (DEAL | {"id": 1.5}, "records[0].id"),
        (DEAL | {"id": 10**15}, "records[0].id"),
        (DEAL | {"id": True}, "records[0].id"),
        ({"type": "activity", "id": "A-1", "kind": "call", "happened_on": "2026-11-20"}, "records[0].person"),
        (DEAL | {"splits": [{"person": {"id": "U1"}, "percent": 1}]}, "records[0].splits"),
        (DEAL | {"splits": [{"person": {"id": "U1"}, "percent": 70}]}, "records[0].splits"),
        (DEAL | {"owner": {}}, "records[0].owner"),
        (DEAL | {"closed_on": "9999-12-31"}, "records[0].closed_on"),
        (
            DEAL | {"splits": [{"person": {"id": "U1"}, "percent": p} for p in (33.3333333, 66.6666667)]},
            "records[0].splits",
        ),
        ({"type": "lead"}, "records[0].type"),
        (
            {
                "type": "quota",
                "person": {"id": "U"},
                "amount": 1,
                "starts_on": "2026-10-01",
                "ends_on": "2026-10-01",
            },
            "records[0].ends_on",
        ),
    ],
)
def test_what_is_wrong_is_said_by_its_path(record: dict[str, Any], path: str) -> None:
    with pytest.raises(BadPayload) as wrong:
        records_of(json.dumps({"records": [record]}).encode())
    assert path in [where for where, _ in wrong.value.faults]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"records": []}',
        b'{"records": [{"type": NaN}]}',
        b"\xff",
        b"[" * 700 + b"]" * 700,
        b"[" * 99_999 + b"]" * 99_999,
    ],
    ids=["empty", "cut", "a list", "no record", "not a number", "not a text", "nested", "nested deeper"],
)
def test_bodies_that_are_nothing(body: bytes) -> None:
    with pytest.raises(BadPayload):
        records_of(body)


async def test_text_that_no_database_keeps(sender: Sender) -> None:
    """Half a character, or a zero: refused in one sentence wherever it stands, and nothing is stored."""
    fields = ("id", "name", "account", "stage", "category", "x")
    records = (*(DEAL | {field: "TEXT"} for field in fields), DEAL | {"owner": {"TEXT": "x"}})
    for text in ("\\ud800", "\\udc00\\ud800", "Acme\\u0000"):
        for record in records:
            answer = await sender.sends(body=json.dumps({"records": [record]}).replace("TEXT", text))
            assert answer.status_code == 422, (record, text)
            (error,) = answer.json()["errors"]
            assert "a character that cannot be stored" in error["message"], (record, text)
            assert await counted(sender.stage) == (0, 0), (record, text)


async def test_every_whole_character_is_kept(sender: Sender) -> None:
    """Also one that JSON tells in two halves, and a backslash before digits."""
    body = json.dumps({"records": [DEAL | {"name": "\U0001f389 \\u0000 \\ud800 é"}]})
    assert (await sender.sends(body=body)).status_code == 200


def test_numbers_are_read_without_loss() -> None:
    quota = {
        "type": "quota",
        "person": {"id": "U1"},
        "amount": 0.1,
        "starts_on": "2026-10-01",
        "ends_on": "2027-01-01",
    }
    deal, target = records_of(json.dumps({"records": [DEAL, quota]}).encode())
    assert isinstance(deal, DealRecord)
    assert isinstance(target, QuotaRecord)
    assert (str(deal.amount), str(target.amount)) == ("48000.1", "0.1")


async def test_names_of_sources(stage: Stage) -> None:
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        with pytest.raises(BadInput, match="small letters"):
            await sources.open_source(transaction, "Hub Spot", seal_from(KEYS), stage.emulator.clock.now())
