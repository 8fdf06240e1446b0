"""files.*: info, and the three steps of an upload (files.upload is retired)."""

from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import File, SlackMessage
from bot.emulator.transport.files import MOST_BYTES, file_payload, new_file
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule

_READ, _WRITE = ("files:read",), ("files:write",)


def info(call: ApiCall) -> ApiResult:
    """files.info: one file that the app may see."""
    file = _file(call, call.needed("file", "file_not_found"))
    return {"ok": True, "file": file_payload(call.world, file, call.base_url)}


def upload_url(call: ApiCall) -> ApiResult:
    """files.getUploadURLExternal: where to send the bytes of a file of this length."""
    name, length = call.needed("filename"), call.number("length", 0)
    if not 0 < length <= MOST_BYTES:
        raise SlackError("invalid_arguments", messages=["[ERROR] invalid length"])
    file = new_file(call.world, call.team.id, call.team.bot_user_id, name, None)
    file.announced = length
    return {"ok": True, "upload_url": f"{call.base_url}/upload/v1/{file.ticket}", "file_id": file.id}


def complete(call: ApiCall) -> ApiResult:
    """files.completeUploadExternal: shares uploaded files in a conversation, with a comment."""
    told = call.structure("files")
    if not isinstance(told, list) or not told:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [_file(call, str(each.get("id", ""))) for each in told]
    if any(file.content is None for file in files):
        raise SlackError("file_not_found")
    channel_id = call.text("channel_id")
    if channel_id:
        channel = call.channel(channel_id)
        if call.team.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        message = SlackMessage(
            ts=call.world.next_ts(),
            channel_id=channel.id,
            user_id=call.team.bot_user_id,
            text=call.text("initial_comment"),
            bot_id=call.team.bot_id,
            thread_ts=call.text("thread_ts") or None,
            files=files,
        )
        channel.messages.append(message)
        for file in files:
            file.channel_ids.add(channel.id)
    call.world.changed()
    return {"ok": True, "files": [{"id": file.id, "title": file.name} for file in files]}


def _file(call: ApiCall, file_id: str) -> File:
    file = call.world.files.get(file_id)
    if file is None or file.team_id != call.team.id:
        raise SlackError("file_not_found")
    return file


RULES = {
    "files.info": MethodRule(info, _READ, tier=4),
    "files.getUploadURLExternal": MethodRule(upload_url, _WRITE, tier=4),
    "files.completeUploadExternal": MethodRule(complete, _WRITE, tier=4),
}
