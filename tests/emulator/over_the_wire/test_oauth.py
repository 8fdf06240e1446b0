"""OAuth v2: allowing the app into a workspace, or not."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.demo.cast import add_contoso

from .stage import MANIFEST, Stage

REDIRECT = MANIFEST["oauth_config"]["redirect_urls"][0]


def _asked(stage: Stage, **more: str) -> dict[str, str]:
    asked = {"client_id": stage.emulator.world.app.client_id, "scope": "commands,chat:write", "state": "s 1"}
    return {**asked, "redirect_uri": REDIRECT, **more}


async def _authorize(stage: Stage, asked: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient() as http:
        return await http.get(f"{stage.emulator.base_url}/oauth/v2/authorize", params=asked)


async def test_the_page_offers_every_workspace(http_stage: Stage) -> None:
    """A person sees who asks for what, and may allow it in a workspace or cancel."""
    add_contoso(http_stage.emulator.world)

    page = await _authorize(http_stage, _asked(http_stage))

    assert page.status_code == 200
    for words in (
        "Pacer is asking",
        "commands, chat:write",
        "Allow in Northwind",
        "Allow in Contoso",
        "Cancel",
    ):
        assert words in page.text


async def test_allowing_gives_a_code_that_buys_a_token(http_stage: Stage) -> None:
    """The redirect carries code and state; the code is good for one exchange."""
    world = http_stage.emulator.world
    contoso = add_contoso(world)

    redirect = await _authorize(http_stage, _asked(http_stage, decision="allow", team=contoso.id))
    answer = parse_qs(urlsplit(redirect.headers["location"]).query)
    exchange = {"code": answer["code"][0], "redirect_uri": REDIRECT}
    async with httpx.AsyncClient(auth=(world.app.client_id, world.app.client_secret)) as http:
        url = f"{http_stage.emulator.base_url}/api/oauth.v2.access"
        first = (await http.post(url, data=exchange)).json()
        second = (await http.post(url, data=exchange)).json()

    assert redirect.status_code == 302
    assert answer["state"] == ["s 1"]
    assert (first["ok"], first["team"]["id"], first["access_token"]) == (True, contoso.id, contoso.token)
    assert second["ok"] is False


async def test_denying(http_stage: Stage) -> None:
    """Cancel redirects with access_denied."""
    redirect = await _authorize(http_stage, _asked(http_stage, decision="deny"))

    assert redirect.headers["location"].startswith(f"{REDIRECT}?error=access_denied")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
        ({"scope": "admin"}, "invalid_scope: admin"),
        ({"scope": ""}, "invalid_scope"),
        ({"decision": "allow", "team": "T0"}, "no such workspace"),
    ],
)
async def test_what_cannot_be_allowed(http_stage: Stage, more: dict[str, str], words: str) -> None:
    """Another client, redirect, scope or workspace is refused on the page."""
    page = await _authorize(http_stage, _asked(http_stage, **more))

    assert page.status_code == 400
    assert words in page.text
