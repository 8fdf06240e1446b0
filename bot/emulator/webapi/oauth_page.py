"""The OAuth v2 consent page, and its redirects."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.emulator.state.world import SlackTeam
from bot.emulator.transport.session import Session

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{app} wants access</title>
<body style="font-family:sans-serif;max-width:34rem;margin:4rem auto">
<h1>{app} is asking for permission</h1><p>It wants to: {scopes}</p><ul>{choices}</ul></body></html>"""
_CHOICE = '<li><a href="?{query}">{words}</a></li>'


def routes(session: Session) -> list[Route]:
    """The authorize page; with `decision` (allow or deny) it redirects at once."""

    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        try:
            return _authorize(session, asked)
        except ValueError as wrong:
            page = f"<h1>Something went wrong</h1><p>{escape(str(wrong))}</p>"
            return HTMLResponse(page, status_code=400)

    return [Route("/oauth/v2/authorize", authorize, methods=["GET"])]


def _authorize(session: Session, asked: dict[str, str]) -> Response:
    back_to = _redirect_uri(session, asked)
    _check_scopes(session, asked)
    decision = asked.get("decision")
    if decision == "deny":
        return _redirect(back_to, asked, "error", "access_denied")
    if decision != "allow":
        return HTMLResponse(_page(session, asked))
    team = next((place for place in _places(session) if place.id == asked.get("team")), None)
    if team is None:
        raise ValueError("there is no such workspace")
    code = session.interactions.new_code(team.id, asked.get("redirect_uri", ""))
    return _redirect(back_to, asked, "code", code)


def _places(session: Session) -> list[SlackTeam]:
    """Where the app may be installed; organizations too, when its manifest allows it."""
    settings = session.world.app.manifest.get("settings", {})
    whole = session.world.organizations.values() if settings.get("org_deploy_enabled") else ()
    return [*session.world.teams.values(), *whole]


def _redirect_uri(session: Session, asked: dict[str, str]) -> str:
    if asked.get("client_id") != session.world.app.client_id:
        raise ValueError("invalid_client_id")
    declared = session.world.app.manifest.get("oauth_config", {}).get("redirect_urls", [])
    given = asked.get("redirect_uri") or (declared[0] if declared else "")
    if not any(given.startswith(url) for url in declared):
        raise ValueError(f"bad_redirect_uri: {given or 'none'} is not one of the manifest's redirect_urls")
    return str(given)


def _check_scopes(session: Session, asked: dict[str, str]) -> None:
    scopes = {scope for scope in asked.get("scope", "").split(",") if scope}
    unknown = scopes - session.world.app.scopes
    if unknown or not scopes:
        raise ValueError(f"invalid_scope: {', '.join(sorted(unknown)) or 'none requested'}")


def _redirect(back_to: str, asked: dict[str, str], key: str, value: str) -> Response:
    query = urlencode({key: value, "state": asked.get("state", "")})
    separator = "&" if "?" in back_to else "?"
    return RedirectResponse(f"{back_to}{separator}{query}", status_code=302)


def _page(session: Session, asked: dict[str, str]) -> str:
    answers = [
        ({**asked, "decision": "allow", "team": team.id}, f"Allow in {team.name}")
        for team in _places(session)
    ]
    answers.append(({**asked, "decision": "deny"}, "Cancel"))
    choices = "".join(
        _CHOICE.format(query=escape(urlencode(query)), words=escape(words)) for query, words in answers
    )
    scopes = escape(asked.get("scope", "").replace(",", ", "))
    return _PAGE.format(app=escape(session.world.app.name), scopes=scopes, choices=choices)
