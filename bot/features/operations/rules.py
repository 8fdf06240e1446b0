"""What Slack's error codes mean to an admin, and what to do about them; pure."""

from dataclasses import dataclass

from bot.deliveries.notices import DeliveryLogEntry

NOT_KNOWN = "Slack answered with an error that I do not know."

_MEANINGS = {
    "channel_not_found": "The channel is gone or private, or the person has left. Invite me there, or choose "
    "another channel in `/pacer settings`.",
    "is_archived": "The channel is archived. Choose another in `/pacer settings`, or restore it.",
    "not_in_channel": "I am not in that channel. Invite me there: `/invite @Pacer`.",
    "user_not_found": "There is no such person here any more.",
    "user_disabled": "The person has left.",
    "user_not_in_channel": "The person is not in that channel any more.",
    "cant_delete_message": "The workspace does not let me delete messages: somebody there can.",
    "no_permission": "The workspace does not let me do that.",
    "cannot_dm_bot": "That is a bot: it reads no messages.",
    "missing_scope": "I lack a permission. Install the app again from the newest manifest.",
    "restricted_action": "The workspace does not let me post there.",
    "msg_too_long": "The message was longer than Slack takes.",
    "invalid_blocks": "Slack did not take the message's form: please report this.",
    "too late": "It could not be sent while it was still worth reading.",
    "unreadable_notice": "Another version of me wrote it, and I cannot read it.",
    "broken: see the log": "The message could not be drawn: the log says why.",
}


def meaning(error: str | None) -> str:
    """One sentence for an admin about this error of Slack; None stands for a delivery that expired."""
    if error is None:
        return _MEANINGS["too late"]
    if error.startswith("no answer from Slack"):
        return "Slack gave no answer: it may be there, or not. Look before you send it again."
    return _MEANINGS.get(error, NOT_KNOWN)


@dataclass(frozen=True)
class DeliveriesOverview:
    """Deliveries of the last 24 hours; a digest counts once.

    `failed` and `waiting`: the newest ten of each; `names`: of their receivers, by id.
    """

    sent: int
    waits: int
    fails: int
    failed: list[DeliveryLogEntry]
    waiting: list[DeliveryLogEntry]
    names: dict[str, str]
