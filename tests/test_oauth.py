"""Many workspaces: each installs the app through OAuth, sees only its own, and can take the app out again."""

import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.app import build_app
from bot.bolt_app import StateCookie
from bot.config import SettingsError
from bot.db.base import Base
from bot.demo.cast import CONTOSO, NORTHWIND, add_contoso
from bot.demo.stage import Stage, open_stage
from bot.emulator.protocol.envelopes import Envelope
from bot.emulator.protocol.payloads import event_callback
from bot.emulator.state.world import SlackTeam
from bot.emulator.transport.events import tell_team
from bot.features.kudos.models import Kudos
from bot.features.people.models import Member
from bot.slack.blocks import button, section
from bot.slack.installations import STATE_LIVES, Installation, Installations, OAuthState, seal_from
from tests.databases import SQLITE_FIRST
from tests.stages import box_at

# Slack's SDK, at the exchange of the code.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

KEYS = Fernet.generate_key().decode()
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """Northwind and Contoso, and a Pacer that is installed in neither."""
    emulator = box_at(MONDAY, "http")
    add_contoso(emulator.world)
    async with open_stage(emulator, database_url, encryption_keys=KEYS, migrated=True) as opened:
        yield opened


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    """An admin's browser: it keeps cookies, and follows no redirect by itself."""
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


def page(stage: Stage, name: str) -> str:
    """The address of one of the bot's installation pages."""
    return str(stage.emulator.request_url).replace("/slack/events", f"/slack/{name}")


async def begin(stage: Stage, browser: httpx.AsyncClient) -> str:
    """Open the installation page; the address of Slack's consent page."""
    answer = await browser.get(page(stage, "install"))
    # The state's cookie is for https only; the loopback has none.
    browser.headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]
    assert answer.status_code == 302
    return str(answer.headers["location"])


async def allow(stage: Stage, browser: httpx.AsyncClient, team_id: str) -> str:
    """Begin, and allow the app into the workspace; the address that Slack sends the browser back to."""
    consent = await begin(stage, browser)
    answer = await browser.get(consent, params={**_query(consent), "decision": "allow", "team": team_id})
    return str(answer.headers["location"])


async def install(stage: Stage, browser: httpx.AsyncClient, team_id: str) -> httpx.Response:
    """The whole way; people are read from Slack by the time it returns."""
    answer = await browser.get(await allow(stage, browser, team_id))
    await stage.pacer.tasks.drain()
    return answer


def _query(url: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


async def count(stage: Stage, table: type[Base]) -> int:
    """How many rows there are, over all workspaces."""
    async with stage.pacer.db.reading("") as transaction:
        return int(await transaction.session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_the_way_to_the_consent_page(stage: Stage, browser: httpx.AsyncClient) -> None:
    """The installation page leads to Slack with our client, the manifest's scopes and a new state."""
    first, second = await begin(stage, browser), await begin(stage, browser)
    asked = _query(first)

    assert first.startswith(f"{stage.emulator.base_url}/oauth/v2/authorize?")
    assert asked["client_id"] == stage.emulator.world.app.client_id
    assert set(asked["scope"].split(",")) == stage.emulator.world.app.scopes
    assert asked["state"] != _query(second)["state"]
    assert (await browser.get(first)).status_code == 200


async def test_an_installation_is_kept_encrypted(stage: Stage, browser: httpx.AsyncClient) -> None:
    """The callback stores the workspace; its token is nowhere in the database as Slack gave it."""
    answer = await install(stage, browser, NORTHWIND)

    assert answer.status_code == 200
    assert await stage.pacer.workspaces.ids() == [NORTHWIND]
    team = stage.emulator.world.teams[NORTHWIND]
    found = await stage.pacer.workspaces.find(NORTHWIND)
    assert found is not None
    assert (found.token, found.bot_id, found.bot_user_id) == (team.token, team.bot_id, team.bot_user_id)
    async with stage.pacer.db.reading("") as transaction:
        sealed = str(await transaction.session.scalar(select(Installation.sealed)))
    assert str(team.token) not in sealed
    if stage.pacer.db.engine.dialect.name == "sqlite":
        database = Path(str(stage.pacer.db.engine.url.database))
        for file in database.parent.glob(f"{database.name}*"):
            assert str(team.token).encode() not in file.read_bytes()


async def test_people_are_known_right_after_the_installation(
    stage: Stage, browser: httpx.AsyncClient
) -> None:
    """Nobody waits for the next sync."""
    await install(stage, browser, CONTOSO)

    async with stage.pacer.db.reading("") as transaction:
        names = set(await transaction.session.scalars(select(Member.name).where(~Member.is_bot)))
    assert names == {"Noor Haddad", "Owen Price", "Priya Nair"}


async def test_a_state_is_good_once(stage: Stage, browser: httpx.AsyncClient) -> None:
    """The same way back a second time is refused, and starts nothing."""
    back = await allow(stage, browser, NORTHWIND)
    await browser.get(back)

    again = await browser.get(back)

    assert again.status_code == 401


async def test_who_only_looks_leaves_nothing(stage: Stage, browser: httpx.AsyncClient) -> None:
    """The installation page may be opened by anybody, as often as they like: no row is written."""
    for _ in range(3):
        await begin(stage, browser)

    assert await count(stage, OAuthState) == 0


async def test_a_state_expires(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Who comes back too late begins again."""
    back = await allow(stage, browser, NORTHWIND)
    stage.emulator.clock.move_by(STATE_LIVES + timedelta(seconds=1))

    answer = await browser.get(back)

    assert answer.status_code == 401
    assert await count(stage, Installation) == 0


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_state_belongs_to_a_browser(stage: Stage, browser: httpx.AsyncClient) -> None:
    """A link with somebody else's state installs nothing."""
    back = await allow(stage, browser, NORTHWIND)
    async with httpx.AsyncClient(trust_env=False) as other:
        answer = await other.get(back)

    assert answer.status_code == 400
    assert await count(stage, Installation) == 0


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_the_page_after_an_installation_says_what_to_do(
    stage: Stage, browser: httpx.AsyncClient
) -> None:
    """Where Pacer is, three lines, a link to its messages; no script and nothing from elsewhere."""
    stage.emulator.world.teams[NORTHWIND].name = "North & <Wind>"
    answer = await install(stage, browser, NORTHWIND)

    shown, app = answer.text, stage.emulator.world.app.id
    assert "<h1>Pacer is in North &amp; &lt;Wind&gt;.</h1>" in shown
    assert shown.count("<li>") == 3
    href = f"{stage.emulator.base_url}/app_redirect?app={app}&amp;team={NORTHWIND}"
    assert f'href="{href}"' in shown
    assert "<script" not in shown
    assert "default-src 'none'" in answer.headers["content-security-policy"]


REFUSALS = {
    "error=access_denied": "Slack says that it was not allowed. Nothing was installed.",
    "error=user_not_allowed": "ask an admin of your workspace.",
    "error=some_new_word": "Slack says: some new word.",
    "error=%3Cscript%3Ecall+555": "Slack says: script call.",
    "code=x&state=y": "This was not begun in this browser",
}


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_the_page_after_a_refusal_says_why(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Slack's word is a sentence, nothing of the address stands in it as it is, and there is a way back."""
    for query, sentence in REFUSALS.items():
        shown = (await browser.get(f"{page(stage, 'oauth_redirect')}?{query}")).text
        assert sentence in shown, query
        assert '<a class="way" href="/slack/install">Try again</a>' in shown, query
        assert "<script" not in shown, query
        assert "_" not in shown.partition("<body>")[2], query


async def test_a_callback_without_consent_does_nothing(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Denied, made up or empty: no installation, and no work for who merely knocks."""
    await install(stage, browser, CONTOSO)
    calls = len(stage.emulator.world.traffic)

    for query in ("error=access_denied", "code=x&state=y", "", "error=x&code=y"):
        await browser.get(f"{page(stage, 'oauth_redirect')}?{query}")
        await stage.pacer.tasks.drain()

        assert await stage.pacer.workspaces.ids() == [CONTOSO], query
        assert len(stage.emulator.world.traffic) == calls, query


async def test_two_workspaces_side_by_side(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Each has its own people, its own points and its own messages."""
    await install(stage, browser, NORTHWIND)
    await install(stage, browser, CONTOSO)
    ana, noor = stage.actor("ana"), stage.actor("noor")

    assert (await ana.types("/kudos @ben closed Acme")).ok
    assert (await noor.types("/kudos @owen closed Acme 3")).ok
    assert (await ana.types("/kudos top")).ok
    assert (await noor.types("/kudos top")).ok

    ours, theirs = str(ana.sees()[-1].blocks), str(noor.sees()[-1].blocks)
    assert ("Ben Walker" in ours, "Owen Price" in ours) == (True, False)
    assert ("Ben Walker" in theirs, "Owen Price" in theirs) == (False, True)
    assert any(message.text.startswith("Noor Haddad thanks") for message in noor.sees("#sales"))
    assert not any(message.text.startswith("Noor Haddad thanks") for message in ana.sees("#sales"))


async def test_nobody_thanks_across_workspaces(stage: Stage, browser: httpx.AsyncClient) -> None:
    """A person of another workspace is a stranger."""
    await install(stage, browser, NORTHWIND)
    await install(stage, browser, CONTOSO)

    await stage.actor("noor").types(f"/kudos <@{stage.emulator.world.named('ben').id}> closed Acme")

    assert await count(stage, Kudos) == 0


REMOVALS: tuple[dict[str, object], ...] = (
    {"type": "app_uninstalled"},
    {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}},
)


@pytest.mark.parametrize("event", REMOVALS, ids=lambda event: event["type"])
async def test_a_removed_app_forgets_its_token(
    stage: Stage, browser: httpx.AsyncClient, event: dict[str, object]
) -> None:
    """The token is gone at once, here only; what comes from there after that is refused."""
    await install(stage, browser, NORTHWIND)
    await install(stage, browser, CONTOSO)
    world = stage.emulator.world
    await stage.actor("noor").types("/kudos @owen closed Acme")

    world.teams[CONTOSO].token = None
    await tell_team(stage.emulator, world.teams[CONTOSO], event)
    await stage.actor("noor").types("/kudos @priya closed Acme, too")

    assert await stage.pacer.workspaces.ids() == [NORTHWIND]
    assert await count(stage, Kudos) == 1
    assert (await stage.actor("ana").types("/kudos @ben closed Acme")).ok
    assert await count(stage, Kudos) == 2


async def test_a_revoked_token_of_a_person_changes_nothing(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Only the bot's own token counts."""
    await install(stage, browser, NORTHWIND)

    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA4SLV7"], "bot": []}}
    await tell_team(stage.emulator, stage.emulator.world.teams[NORTHWIND], event)

    assert await stage.pacer.workspaces.ids() == [NORTHWIND]


@pytest.mark.parametrize("event", REMOVALS, ids=lambda event: event["type"])
async def test_a_late_removal_leaves_the_new_installation(
    stage: Stage, browser: httpx.AsyncClient, event: dict[str, object]
) -> None:
    """Slack tells late, or again, of what was before the app was installed anew: that stays."""
    await install(stage, browser, CONTOSO)
    contoso = stage.emulator.world.teams[CONTOSO]
    contoso.token = None
    await tell_team(stage.emulator, contoso, event)
    await stage.emulator.move_clock(MONDAY + timedelta(minutes=1))
    await install(stage, browser, CONTOSO)

    await tell_team(stage.emulator, contoso, event)

    assert await stage.pacer.workspaces.ids() == [CONTOSO]
    assert (await stage.actor("noor").types("/kudos @owen closed Acme")).ok


async def test_a_removal_while_slack_does_not_answer(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Then the times decide: what was installed after the event stays."""
    installations = Installations(stage.pacer.db, seal_from(KEYS), stage.emulator.clock)

    async def silent(_: str) -> None:
        return None

    for minutes, left in ((-1, [CONTOSO]), (0, []), (1, [])):
        await install(stage, browser, CONTOSO)
        at = stage.emulator.clock.now() + timedelta(minutes=minutes)

        await installations.removed(CONTOSO, at.replace(microsecond=0), silent)

        assert await stage.pacer.workspaces.ids() == left, minutes


async def test_a_removal_without_tokens(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Slack may write null: nothing is removed, nothing fails."""
    await install(stage, browser, NORTHWIND)
    event = {"type": "tokens_revoked", "tokens": None}
    await tell_team(stage.emulator, stage.emulator.world.teams[NORTHWIND], event)
    assert await stage.pacer.workspaces.ids() == [NORTHWIND]


async def test_a_workspace_without_installation_is_refused(stage: Stage, browser: httpx.AsyncClient) -> None:
    """Rightly signed, but from where the app is not installed: nothing is recorded."""
    await install(stage, browser, NORTHWIND)
    noor = stage.actor("noor")

    await noor.types("/kudos @owen closed Acme")
    message = noor.sees("#sales")[-1]
    await noor.reacts("star", message)

    assert await count(stage, Kudos) == 0
    assert (await stage.actor("ana").types("/kudos @ben closed Acme")).ok


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_the_cookie_stays_with_its_browser_and_its_site(
    stage: Stage, browser: httpx.AsyncClient
) -> None:
    """No script reads it and no other site has it sent, when it is set as when it ends."""
    begun = (await browser.get(page(stage, "install"))).headers["set-cookie"]
    ended = (await install(stage, browser, NORTHWIND)).headers["set-cookie"]
    for cookie in (begun, ended):
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    # A browser would never send it back to an address without https.
    assert "Secure" not in StateCookie(is_https=False).build_set_cookie_for_new_state("x")


async def test_a_whole_organization_is_refused(stage: Stage, browser: httpx.AsyncClient) -> None:
    """The page says why; nothing is kept, and no workspace is touched."""
    await install(stage, browser, CONTOSO)
    organization = SlackTeam("E0NORTHORG", "Northwind Group", "northwind-group")
    stage.emulator.world.organizations[organization.id] = organization
    stage.emulator.world.app.manifest["settings"]["org_deploy_enabled"] = True

    answer = await install(stage, browser, organization.id)

    assert answer.status_code == 403
    assert "single workspaces" in answer.text
    assert "Try again" in answer.text
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    assert await stage.pacer.workspaces.ids() == [CONTOSO]
    assert (await install(stage, browser, NORTHWIND)).status_code == 200
    token = SecretStr(str(organization.token))
    one = {"slack_bot_token": token, "slack_client_id": None, "slack_client_secret": None}
    with pytest.raises(SettingsError, match="whole organization"):
        async with build_app(stage.pacer.settings.model_copy(update=one)):
            pass


async def test_an_event_counts_where_it_is_authorized(stage: Stage, browser: httpx.AsyncClient) -> None:
    """In a shared channel the wrapper's own workspace is another one, which has the app as well."""
    await install(stage, browser, NORTHWIND)
    await install(stage, browser, CONTOSO)
    world = stage.emulator.world
    sales = world.channel_named("sales", NORTHWIND)
    sales.shared_with = {CONTOSO}
    northwind, ana, ben = world.teams[NORTHWIND], world.named("ana"), world.named("ben")
    ts = world.next_ts()
    said = f"<@{northwind.bot_user_id}> <@{ben.id}> closed Acme"
    event = {
        "type": "app_mention",
        "user": ana.id,
        "text": said,
        "channel": sales.id,
        "ts": ts,
        "event_ts": ts,
    }
    payload = event_callback(world, northwind, event, shared_from=CONTOSO)
    assert payload["team_id"] == CONTOSO

    await stage.emulator.retries.send(Envelope("events_api", "event", "app_mention", payload))
    await stage.emulator.settled()

    async with stage.pacer.db.reading("") as transaction:
        assert list(await transaction.session.scalars(select(Kudos.workspace_id))) == [NORTHWIND]
    # Said with Northwind's token: Contoso's sees no such person, and no such channel.
    assert any("Ben Walker" in message.text for message in stage.actor("ana").sees("#sales"))


async def test_a_click_of_another_company_is_of_the_app_that_was_clicked(
    stage: Stage, browser: httpx.AsyncClient, log: io.StringIO
) -> None:
    """Noor of Contoso presses a button of Northwind's Pacer: nothing of Contoso's is looked at."""
    await install(stage, browser, NORTHWIND)
    await install(stage, browser, CONTOSO)
    world = stage.emulator.world
    sales = world.channel_named("sales", NORTHWIND)
    sales.shared_with = {CONTOSO}
    noor = stage.actor("noor")
    sales.members.add(noor.user.id)
    await stage.actor("ana").types("/kudos @ben closed Acme")
    message = next(each for each in sales.messages if each.bot_id)
    message.blocks = [section("Here", accessory=button("All time", "kudos.top:all time", value="all time"))]

    assert (await noor.clicks("All time", within=message)).ok

    answered = [json.loads(line) for line in log.getvalue().splitlines()]
    assert answered[-1]["workspace_id"] == NORTHWIND
    assert answered[-1]["user_id"] == noor.user.id
