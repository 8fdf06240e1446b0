"""By the clock: nobody is asked any more, or reminded, for somebody who left."""

from datetime import timedelta

from bot.features.feedback import asking
from bot.framework.jobs import one_by_one

JOBS = (one_by_one("feedback.let_go", timedelta(minutes=5), asking.of_leavers, asking.let_go),)
