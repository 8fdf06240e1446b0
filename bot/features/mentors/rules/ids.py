"""Ids of buttons and windows of mentors. Pure."""

PAGE, OFFER, ASK = "mentors.page", "mentors.offer", "mentors.ask"
THIS_ONE, NOT_NOW, WITHDRAW = "mentors.this_one", "mentors.not_now", "mentors.withdraw"
GLADLY, CANNOT = "mentors.gladly", "mentors.cannot"
AIMS, TALKED, END = "mentors.aims", "mentors.talked", "mentors.end"
