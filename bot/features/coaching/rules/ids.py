"""Ids of buttons and forms of coaching, which forms, views and later features share. Pure."""

OPEN, PAGE, MENU = "coaching.open", "coaching.page", "coaching.menu"
ADD_TOPIC, ADD_ACTION = "coaching.add_topic", "coaching.add_action"
TOPIC, SHARE = "coaching.topic", "coaching.share"
ITEM, DONE, NOT_YET = "coaching.item", "coaching.done", "coaching.not_yet"
TAKE, DECLINE, BRING = "coaching.take", "coaching.decline", "coaching.bring"
YES, NO, TAKE_BACK = "coaching.yes", "coaching.no", "coaching.take_back"
MOVE, SKIP, NOTES, RHYTHM = "coaching.move", "coaching.skip", "coaching.notes", "coaching.rhythm"
USE, QUESTION, ALL_ITEMS = "coaching.use", "coaching.question", "coaching.all_items"
OUTCOME_GO_ON, OUTCOME_END, OUTCOME_WHY = (
    "coaching.outcome_go_on",
    "coaching.outcome_end",
    "coaching.outcome_why",
)
FEEDBACK = "coaching.feedback"
WATCH, WATCH_NOT, GAP_NOT_NOW = "coaching.watch", "coaching.watch_not", "coaching.gap_not_now"
SHOWN = "coaching.shown"
