"""Kinds of notices that reviews send."""

NOMINATED, SHARED, WAITS, ACKNOWLEDGED, TALK, LATE, FINISHED, PAGE = (
    "reviews.nominated",
    "reviews.shared",
    "reviews.waits",
    "reviews.acknowledged",
    "reviews.talk",
    "reviews.late",
    "reviews.finished",
    "reviews.page",
)
ASK, REMIND, EXTENDED = "reviews.ask", "reviews.remind", "reviews.extended"
