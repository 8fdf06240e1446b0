"""Ids of buttons and windows of plays. Pure."""

PAGE, NEW, OPEN, EDIT = "plays.page", "plays.new", "plays.open", "plays.edit"
USED, TRUE, THANK, ARCHIVE = "plays.used", "plays.true", "plays.thank", "plays.archive"
WRITE, NOT_NOW, NEVER, FROM_MESSAGE = "plays.write", "plays.not_now", "plays.never", "plays.from_message"
LOSS, LOSSES = "plays.loss", "plays.losses"
SHOWN = "plays.shown"
