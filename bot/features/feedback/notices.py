"""What feedback tells people."""

RECEIVED, ASKED, CHASED, DECLINED, THANKED, TALK = (
    "feedback.received",
    "feedback.asked",
    "feedback.chased",
    "feedback.declined",
    "feedback.thanked",
    "feedback.talk",
)
