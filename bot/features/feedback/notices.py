"""The notice kinds of feedback; stored, so they never change."""

RECEIVED, ASKED, CHASED, DECLINED, THANKED, TALK = (
    "feedback.received",
    "feedback.asked",
    "feedback.chased",
    "feedback.declined",
    "feedback.thanked",
    "feedback.talk",
)
