"""What Slack's error codes mean to an admin, and what to do about them; pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.common.dates import write_day, write_time
from bot.common.day_words import WEEKDAYS
from bot.common.periods import local_day
from bot.deliveries.notices import DIGEST, EDIT, REMINDERS, RETRACTION, DeliveryLogEntry
from bot.features.notifications.rules import Cause
from bot.slack.error_codes import OF_CALLER, OF_PERSON, OF_PLACE, OF_TARGET, OF_WORKSPACE

OPEN = "operations.open"
NOT_KNOWN = "Slack answered with an error that I do not know."

_BY_SET = (
    (OF_PLACE, "The channel does not take it. Look at who may post there, or choose another channel."),
    (OF_PERSON, "Slack does not let me write to that person."),
    (OF_WORKSPACE, "The workspace's settings do not allow it: an admin of Slack can change them."),
    (OF_TARGET, "What was to be changed is not there any more, or cannot be changed any more."),
    (OF_CALLER, "Slack did not take it as I sent it: that is a mistake of mine, please report it."),
)
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
    "messages_tab_disabled": "My direct messages are switched off: an admin of Slack can switch them on.",
    "missing_scope": "I lack a permission. Install the app again from the newest manifest.",
    "restricted_action": "Only some people may post there. Let me, or choose another channel.",
    "restricted_action_read_only_channel": "That channel is for reading. Choose another, or let me post.",
    "restricted_action_thread_only_channel": "That channel takes answers in threads only. Choose another.",
    "restricted_action_non_threadable_channel": "That channel takes no answers in threads.",
    "restricted_action_thread_locked": "That thread is locked.",
    "msg_too_long": "The message was longer than Slack takes: please report this.",
    "msg_blocks_too_long": "The message was longer than Slack takes: please report this.",
    "storage_limit_reached": "The workspace has no room for more files.",
    "too late": "It could not be sent while it was still worth reading.",
    "unreadable_notice": "Another version of me wrote it, and I cannot read it.",
    "newer_notice": "A newer version of me wrote it: update me, then send it again.",
    "broken: see the log": "The message could not be drawn: the log says why.",
}


def meaning(error: str | None) -> str:
    """One sentence for an admin about this error of Slack; None stands for a delivery that expired."""
    if error is None:
        return _MEANINGS["too late"]
    if error.startswith("no answer from Slack"):
        return "Slack gave no answer: it may be there, or not. Look before you send it again."
    if error in _MEANINGS:
        return _MEANINGS[error]
    if error.startswith("restricted_action"):
        return _MEANINGS["restricted_action"]
    return next((words for codes, words in _BY_SET if error in codes), NOT_KNOWN)


@dataclass(frozen=True)
class DeliveriesOverview:
    """Deliveries of the last 24 hours; a digest counts once.

    `failed` and `waiting`: the newest ten of each; `names`, and until when and why who is `held`: of their
    receivers, by id. `due`: when each is, or was, to be sent, by its id. `down_since`: Slack, if it is.
    """

    sent: int
    waits: int
    fails: int
    failed: list[DeliveryLogEntry] = field(default_factory=list)
    waiting: list[DeliveryLogEntry] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    due: dict[int, str] = field(default_factory=dict)
    down_since: datetime | None = None
    down_told: str = ""


_CAUSES = {
    Cause.hours: "they are not at work",
    Cause.away: "they are away",
    Cause.snoozed: "they want quiet",
    Cause.paused: "they paused notifications in Slack",
}


def held_words(until: datetime, zone: ZoneInfo, home: ZoneInfo, cause: Cause, now: datetime) -> str:
    """`until Tue 9:00 in Seoul: they are not at work`; the place where it is not the workspace's zone."""
    at = until.astimezone(zone)
    is_near = until - now < timedelta(days=6)
    day = WEEKDAYS[at.weekday()][:3] if is_near else write_day(at.date(), local_day(now, zone))
    place = "" if zone == home else f" in {zone.key.rpartition('/')[2].replace('_', ' ')}"
    return f"until {day} {write_time(at.time())}{place}: {_CAUSES[cause]}"


# What admins read for a kind of notice; what is in it, nobody but its receiver sees.
KIND_WORDS = {
    DIGEST: "a digest",
    REMINDERS: "reminders",
    EDIT: "a change of a message",
    RETRACTION: "the taking back of a message",
    "ask.answer": "an answer",
    "coaching.outcome": "what became of an action",
    "celebrations.post": "a celebration",
    "imports.later_wins": "a question about wins dated later",
    "imports.stage_asked": "a question what a stage means",
    "imports.twin_asked": "a question whether two deals are one",
    "checkins.ask": "a weekly check-in",
    "checkins.help": "a call for help from a check-in",
    "checkins.post": "a check-in",
    "checkins.remind": "a reminder of a check-in",
    "checkins.summary": "a summary of a team's check-ins",
    "coaching.close": "a question after a 1:1",
    "coaching.gap": "a gap card",
    "coaching.history": "a page of 1:1s",
    "coaching.today": "what is due in coaching",
    "coaching.prep": "a card before a 1:1",
    "contests.final": "the result of a contest",
    "contests.halfway": "the half-time of a contest",
    "contests.kickoff": "the start of a contest",
    "contests.lift": "what a contest has moved",
    "feedback.asked": "a request for feedback",
    "feedback.chased": "a reminder of a request for feedback",
    "feedback.declined": "an answer to a request for feedback",
    "feedback.received": "feedback",
    "feedback.talk": "an invitation to talk about feedback",
    "feedback.thanked": "thanks for feedback",
    "goals.concern": "a concern about a goal",
    "goals.news": "news of a goal",
    "goals.nudge": "a reminder of a goal",
    "goals.reached": "a goal that was reached",
    "goals.waits": "a goal that waits for an answer",
    "imports.late_rejects": "what of waiting records cannot be taken in",
    "imports.source_full": "a note about a source that is stopped",
    "imports.unknown_person": "a question who somebody is",
    "intake.file": "the answer to a file",
    "intake.refused": "the answer to a file",
    "intake.rejects": "the list of a file's rejected lines",
    "kudos.note": "a note about kudos",
    "kudos.nudge": "a nudge to give kudos",
    "kudos.shoutout": "a shout-out for kudos",
    "kudos.week": "the week's kudos",
    "deliveries.ephemeral": "an answer",
    "home.menu": "what Pacer can do",
    "kudos.whisper": "an answer",
    "leaderboards.post": "a leaderboard",
    "library.reminder": "a reminder of something to read",
    "mentors.contract": "news of a mentorship",
    "mentors.news": "a list of mentors",
    "mentors.request": "a request for help",
    "metrics.decision": "the answer to a dispute",
    "metrics.dispute": "a dispute of numbers",
    "metrics.export": "an export of numbers",
    "metrics.own_entries_wait": "a reminder of deals to confirm",
    "metrics.own_entry": "a deal to confirm",
    "metrics.own_entry_decided": "the answer to a deal somebody wrote down",
    "metrics.post": "a team's week in numbers",
    "metrics.summary": "a week in numbers",
    "operations.slack_back": "a note that Slack is back",
    "operations.slack_down": "a note that Slack is down",
    "operations.trouble": "a note about deliveries",
    "operations.unposted": "a note about a post",
    "plays.ask": "a question about a win",
    "plays.from_message": "a question about a message",
    "plays.lost": "a question about a lost deal",
    "pulse.asked": "an anonymous question",
    "pulse.closed": "the result of an anonymous question",
    "pulse.reminded": "a reminder of an anonymous question",
    "recognition.month": "how recognition goes",
    "records.exported": "an export of somebody's records",
    "reviews.acknowledged": "news of a review",
    "reviews.ask": "a review to write",
    "reviews.extended": "more time for a review",
    "reviews.finished": "a signed review",
    "reviews.late": "a late review",
    "reviews.nominated": "the peers of a review",
    "reviews.page": "a page of a review",
    "reviews.remind": "a reminder of a review",
    "reviews.shared": "a review to read",
    "reviews.talk": "an invitation to talk about a review",
    "reviews.waits": "a review that waits",
    "skills.role_asked": "a question what somebody sells",
    "skills.round": "skills to rate",
    "skills.round_shown": "both ratings of skills",
    "schedules.missed": "a note about missed runs",
}

# What holds although the post failed, for who called for it.
KIND_DONE = {"kudos.shoutout": "The points are given: who is thanked hears of it directly."}


def kind_words(kind: str) -> str:
    """What admins read for this kind of notice; of another version's, only that it was a message."""
    return KIND_WORDS.get(kind, "a message")
