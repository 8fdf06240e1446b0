"""Files in the emulator: kept in memory, uploaded by people or the app, served to those who may see them."""

import mimetypes
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.emulator.protocol.tokens import check_scope, team_of
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import File, World
from bot.emulator.transport.session import Session

MOST_BYTES = 100 * 2**20


def new_file(world: World, team_id: str, user_id: str, name: str, content: bytes | None) -> File:
    """Adds a file; with `content` None it is still to be uploaded by its ticket."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    made = File(
        world.new_id("F"), team_id, user_id, name, kind, content, world.clock.now(), secrets.token_hex(8)
    )
    world.files[made.id] = made
    return made


def routes(session: Session) -> list[Route]:
    """The routes for uploading and downloading files."""

    async def upload(request: Request) -> Response:
        file = next(
            (f for f in session.world.files.values() if f.ticket == request.path_params["ticket"]), None
        )
        if file is None or file.content is not None:
            return PlainTextResponse("not found", status_code=404)
        content = await request.body()
        if len(content) != file.announced:
            return PlainTextResponse("wrong length", status_code=400)
        file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(request: Request) -> Response:
        file = session.world.files.get(request.path_params["file_id"])
        if file is None or file.content is None:
            return PlainTextResponse("not found", status_code=404)
        if request.query_params.get("seen_by") in _people_who_see(session.world, file):
            return _content(file)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            team = team_of(session.world, token)
            check_scope(session.world.app, ("files:read",))
        except SlackError:
            # Without the right to it Slack answers with its login page, status 200.
            return HTMLResponse("<!DOCTYPE html><html><title>Slack</title>Sign in</html>")
        if team.id != file.team_id or team.bot_user_id not in _people_who_see(session.world, file):
            return PlainTextResponse("not found", status_code=404)
        return _content(file)

    return [
        Route("/upload/v1/{ticket}", upload, methods=["POST"]),
        Route("/files-pri/{file_id}/download/{name}", download, methods=["GET"]),
    ]


def _people_who_see(world: World, file: File) -> set[str]:
    channels = [world.channels[each] for each in file.channel_ids if each in world.channels]
    return {file.user_id}.union(*(channel.members for channel in channels))


def _content(file: File) -> Response:
    headers = {"content-disposition": f'attachment; filename="{_plain(file.name)}"'}
    return Response(file.content or b"", media_type=file.mimetype, headers=headers)


def _plain(name: str) -> str:
    return "".join(each if each.isalnum() or each in "._- " else "_" for each in name)


def file_payload(world: World, file: File, base_url: str) -> dict[str, Any]:
    """A file, as the Web API and events give it."""
    address = f"{base_url}/files-pri/{file.id}/download/{_plain(file.name)}"
    kind = file.name.rpartition(".")[2].lower() or "binary"
    return {
        "id": file.id,
        "created": int(file.created.timestamp()),
        "timestamp": int(file.created.timestamp()),
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user_id,
        "user_team": file.team_id,
        "editable": False,
        "size": len(file.content or b""),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": address,
        "permalink": f"{base_url}/files/{file.id}",
        "permalink_public": f"{base_url}/files/{file.id}/public",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }
