"""Who may call: tokens, scopes, and what there is without either."""

import pytest

from bot.emulator.state.errors import SlackError

from .office import Office


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "not_authed"),
        ("xoxb-nobody", "invalid_auth"),
        ("xoxb-T0NORTHWND-guessed", "invalid_auth"),
    ],
)
async def test_a_wrong_token(office: Office, token: str | None, code: str) -> None:
    """No token, and one that was never given."""
    assert await office.refusal("auth.test", token) == code


async def test_a_token_of_the_wrong_kind(office: Office) -> None:
    """The app-level token opens connections and does nothing else; the bot's does not open them."""
    assert await office.refusal("auth.test", office.world.app.app_token) == "not_allowed_token_type"
    assert await office.refusal("apps.connections.open") == "not_allowed_token_type"
    assert await office.refusal("apps.connections.open", None) == "not_authed"
    assert await office.refusal("apps.connections.open", "xapp-other") == "invalid_auth"


async def test_a_connection_address(office: Office) -> None:
    """The app-level token gets the address of a WebSocket."""
    answer = await office.call("apps.connections.open", office.world.app.app_token)

    assert answer == {"ok": True, "url": "ws://127.0.0.1:4321/socket"}


async def test_who_am_i(office: Office) -> None:
    """auth.test tells the workspace of the token."""
    here = await office.call("auth.test")
    there = await office.call("auth.test", office.contoso.token)

    assert (here["team_id"], here["user_id"], here["bot_id"]) == (
        office.northwind.id,
        office.northwind.bot_user_id,
        office.northwind.bot_id,
    )
    assert there["team"] == "Contoso"


async def test_a_revoked_token(office: Office) -> None:
    """auth.revoke ends the token; its test does not."""
    token = office.northwind.token

    assert await office.call("auth.revoke", test="true") == {"ok": True, "revoked": False}
    assert await office.call("auth.revoke") == {"ok": True, "revoked": True}
    assert await office.refusal("auth.test", token) == "token_revoked"
    assert await office.refusal("auth.test", office.contoso.token) == "ok"


async def test_a_missing_scope(office: Office) -> None:
    """The refusal names what is needed and what the app has."""
    office.set_scopes("users:read", "commands")

    with pytest.raises(SlackError) as refused:
        await office.call("chat.postMessage", channel="#sales", text="hi")

    assert refused.value.body() == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands,users:read",
    }


async def test_no_such_method(office: Office) -> None:
    """An unknown method is named, token or not."""
    with pytest.raises(SlackError) as refused:
        await office.call("chat.shout", None)

    assert refused.value.body() == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


async def test_api_test(office: Office) -> None:
    """api.test needs no token, and says what it was told to say."""
    assert await office.call("api.test", None, foo="bar") == {"ok": True, "args": {"foo": "bar"}}
    assert await office.refusal("api.test", None, error="my_error") == "my_error"


async def test_team_and_bot(office: Office) -> None:
    """team.info and bots.info know the own ones only."""
    team = (await office.call("team.info"))["team"]
    bot = (await office.call("bots.info", bot=office.northwind.bot_id))["bot"]

    assert (team["name"], team["domain"]) == ("Northwind", "northwind")
    assert (bot["name"], bot["user_id"]) == ("Pacer", office.northwind.bot_user_id)
    assert await office.refusal("team.info", team=office.contoso.id) == "team_not_found"
    assert await office.refusal("bots.info", bot=office.contoso.bot_id) == "bot_not_found"


async def test_an_oauth_code_buys_one_token(office: Office) -> None:
    """A code is good once, for ten minutes, from the right app and address."""
    app, back = office.world.app, "https://pacer.example.com/oauth"
    sent = {"client_id": app.client_id, "client_secret": app.client_secret, "redirect_uri": back}
    code = office.interactions.new_code(office.contoso.id, back)

    assert await office.refusal("oauth.v2.access", None, **{**sent, "client_id": "1"}) == "invalid_client_id"
    assert (
        await office.refusal("oauth.v2.access", None, **{**sent, "client_secret": "1"}) == "bad_client_secret"
    )
    answer = await office.call("oauth.v2.access", None, code=code, **sent)
    assert (answer["access_token"], answer["team"]["id"]) == (office.contoso.token, office.contoso.id)
    assert answer["authed_user"] == {"id": office.user("noor").id}
    assert await office.refusal("oauth.v2.access", None, code=code, **sent) == "invalid_code"

    code = office.interactions.new_code(office.contoso.id, back)
    other = {**sent, "redirect_uri": "https://elsewhere.example.com/"}
    assert await office.refusal("oauth.v2.access", None, code=code, **other) == "bad_redirect_uri"

    code = office.interactions.new_code(office.contoso.id, back)
    office.wait(minutes=11)
    assert await office.refusal("oauth.v2.access", None, code=code, **sent) == "code_expired"


async def test_installing_again(office: Office) -> None:
    """A workspace that took its token back gets a new one, and the old one stays dead."""
    app, old = office.world.app, office.contoso.token
    await office.call("auth.revoke", old)
    code = office.interactions.new_code(office.contoso.id, "")

    sent = {"client_id": app.client_id, "client_secret": app.client_secret, "code": code}
    answer = await office.call("oauth.v2.access", None, **sent)

    assert answer["access_token"] not in (None, old)
    assert await office.refusal("auth.test", answer["access_token"]) == "ok"
    assert await office.refusal("auth.test", old) != "ok"
