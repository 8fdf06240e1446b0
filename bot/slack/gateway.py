"""Entry of all payloads, from HTTP or Socket Mode: checks their shape and hands them to Bolt."""

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.payload_shapes import is_known, kind_of
from bot.slack.request_reader import OddPayload, check_shape, sound_payload
from bot.slack.requests import workspace_of

log = structlog.stdlib.get_logger(__name__)

ODD = 400


class SlackDoor:
    """Takes payloads that are proven to come from Slack."""

    def __init__(self, bolt: AsyncApp) -> None:
        self._bolt = bolt

    async def take(self, payload: object) -> BoltResponse:
        """Bolt's response to the payload; status ODD, and a line in the log, for one of unknown shape."""
        try:
            known = sound_payload(payload)
            if not is_known(known):
                log.warning("payload.ignored", payload_type=kind_of(known))
                return BoltResponse(status=200, body="")
            check_shape(known)
            # Not as HTTP: Bolt would parse it by its own rule, and lose commands with the word `payload`.
            request = AsyncBoltRequest(body=known, mode="socket_mode")
        except OddPayload as odd:
            return refused_as_odd(odd)
        except (AttributeError, LookupError, RecursionError, TypeError) as broken:
            return refused_as_odd(OddPayload(f"for Bolt: {type(broken).__name__}"))
        # One reading of whose workspace this is, for the token as for the records.
        request.context["team_id"] = workspace_of(known) or None
        response = await self._bolt.async_dispatch(request)
        # Bolt has said in the log that nobody listens; Slack would ask again, and in the end turn events off.
        return BoltResponse(status=200, body="") if response.status == 404 else response


def refused_as_odd(odd: OddPayload) -> BoltResponse:
    """Logs the malformed payload and refuses it for good, so that Slack does not send it again."""
    log.warning("payload.refused", reason=str(odd))
    return BoltResponse(status=ODD, body="This is not what Slack sends.", headers={"x-slack-no-retry": "1"})
