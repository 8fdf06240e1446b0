"""What Northwind's people share: things to read, plays, and why deals were lost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeededResource:
    """Something on the shelf: who added it, and how many days ago somebody said that it is right."""

    title: str
    skill: str
    minutes: int
    author: str
    ago: int = 20


RESOURCES = (
    SeededResource("Questions that open", "discovery", 15, "grace"),
    SeededResource("A discovery call, taken apart", "discovery", 30, "jamal", 12),
    SeededResource("Price talk", "negotiation", 20, "jamal", 141),
    SeededResource("Trade, never give", "negotiation", 10, "grace", 8),
    SeededResource("A demo in three parts", "value", 25, "grace"),
    SeededResource("Who signs: a map to fill in", "dealplan", 10, "dario"),
    SeededResource("A plan with the buyer", "dealplan", 15, "lucia", 33),
    SeededResource("The last ten days of a quarter", "closing", 20, "lucia"),
    SeededResource("What purchasing wants to know", "closing", 15, "hugo", 45),
    SeededResource("Twenty accounts a month", "prospecting", 15, "jamal"),
    SeededResource("The first minute of a call", "calling", 10, "fatima", 5),
    SeededResource("Subject lines that were answered", "outreach", 10, "ingrid", 120),
    SeededResource("When they say they are happy", "objections", 15, "fatima"),
    SeededResource("A forecast that holds", "forecast", 10, "ana", 60),
)
# Places of resources on the path of a role.
PATHS = {"ae": (0, 4, 5, 7), "sdr": (10, 12, 11), "am": (4, 6)}
# On whose list it is, by whom ("": the path), closed how many days ago (None: open), due in how many days.
ASSIGNMENTS: tuple[tuple[str, str, int, int | None, int | None], ...] = (
    ("kavya", "", 0, 60, None),
    ("kavya", "", 4, 35, None),
    ("kavya", "", 5, None, None),
    ("ben", "ana", 3, 24, None),
    ("ben", "ana", 1, None, 9),
    ("jamal", "ana", 3, 15, None),
    ("hugo", "lucia", 7, None, 12),
    ("dario", "dario", 8, 10, None),
    ("grace", "grace", 13, None, None),
)
# How useful the first one was found, by whom.
VOTES = (
    *((name, "useful") for name in ("ben", "dario", "hugo", "jamal", "kavya", "emeka", "lucia")),
    ("fatima", "so_so"),
    ("ingrid", "not"),
)


@dataclass(frozen=True)
class SeededPlay:
    """A play: said to be true so many days ago, used on so many deals of others."""

    author: str
    skill: str
    title: str
    situation: str
    did: str
    why: str
    uses: int = 0
    ago: int = 30


_STUCK = "A buyer who liked all that they saw, and no decision for weeks."
_MORE = "They answered at length, and named somebody whom I had not met."
PLAYS = (
    SeededPlay(
        "grace",
        "discovery",
        "Who else signs",
        _STUCK,
        "I asked in the first call who has to sign besides them, and what each of them would want to know.",
        "They brought the head of finance to the second call; there was no surprise at the end.",
        6,
    ),
    SeededPlay(
        "grace",
        "negotiation",
        "Price only after the third yes",
        "Price objections before anybody had said what the problem costs them.",
        "I kept the price back until three things were agreed: the problem, its cost, who decides. Then I "
        "named one number, and was silent.",
        "They compared the price with the cost of the problem, not with another price.",
        5,
    ),
    SeededPlay(
        "grace",
        "value",
        "Two problems, two yeses",
        "Demos in which everything was nice and nothing mattered.",
        "I built the demo on two problems from the first call, and asked after each: is that what you meant?",
        _MORE,
        3,
    ),
    SeededPlay(
        "grace",
        "dealplan",
        "The plan on one page",
        "A large deal with five people on the other side.",
        "I wrote a page with days up to the signature and sent it to all five: what have I forgotten?",
        "Two of them corrected it, so it was theirs.",
        3,
    ),
    SeededPlay(
        "grace",
        "closing",
        "Ask purchasing first",
        "The buyer had said yes, and purchasing took two months.",
        "I called purchasing before the offer went out and asked what would hold it up.",
        "They sent their list, and we had all of it ready.",
        2,
    ),
    SeededPlay(
        "grace",
        "discovery",
        "The cost of doing nothing",
        "A project that could as well wait until next year.",
        "I asked what happens if nothing changes until then, and wrote their number on the board.",
        "They repeated the number to their own boss.",
        2,
    ),
    SeededPlay(
        "grace",
        "prospecting",
        "A hire is a reason",
        "Cold accounts that had never answered.",
        "I wrote to those who had just hired a head of operations: one sentence about their first 90 days.",
        "Four of ten answered within a week.",
        0,
        140,
    ),
    SeededPlay(
        "grace",
        "forecast",
        "What would have to be true",
        "A deal that stood in three forecasts in a row.",
        "I asked the buyer what would have to be true for them to sign this month.",
        "They said that it would not be this month, and I could plan.",
        1,
    ),
    SeededPlay(
        "jamal",
        "negotiation",
        "A discount for a date",
        "They asked for ten percent on the last day.",
        "I offered five for a signature by Friday and a call with a customer of ours.",
        "They wanted the date more than the money.",
        2,
    ),
    SeededPlay(
        "jamal",
        "closing",
        "Write the minutes of the decision",
        "A committee met without me.",
        "I wrote the page that my buyer would read out: problem, choices, what we propose.",
        "She read it out word for word.",
        1,
    ),
    SeededPlay(
        "jamal",
        "value",
        "Let the user show it",
        "Nobody believed the numbers of the business case.",
        "I let a user from their own company show what she had done with it in the trial.",
        "They believed her.",
    ),
    SeededPlay(
        "jamal",
        "prospecting",
        "The lost list",
        "No new accounts for a month.",
        "I went through those who were lost a year ago to price, and asked what had become of it.",
        "Two were unhappy with what they had bought.",
        0,
        130,
    ),
    SeededPlay(
        "ben",
        "discovery",
        "Five minutes of silence",
        "They were polite, and told nothing.",
        "I asked what had made them take the call, and said nothing until they did.",
        _MORE,
        1,
    ),
    SeededPlay(
        "ben",
        "dealplan",
        "Next step before the hat",
        "Good talks that led nowhere.",
        "Ten minutes before the end I asked what the next step is, and put it into both calendars.",
        "They knew what they had to do.",
        1,
    ),
    SeededPlay(
        "kavya",
        "discovery",
        "Say what you do not know",
        "My first calls in a new industry.",
        "I said that I do not know their business yet, and asked them to draw how an order runs.",
        "They liked to explain it, and the gap was in the drawing.",
    ),
    SeededPlay(
        "dario",
        "closing",
        "Two signatures, one call",
        "Legal sent the contract back three times.",
        "I brought both lawyers into one call and left it after the greeting.",
        "They agreed in half an hour.",
        2,
    ),
    SeededPlay(
        "dario",
        "negotiation",
        "Take something out",
        "The price was too high for the budget of this year.",
        "I took one module out instead of lowering the price, and named a day to talk about it again.",
        "They bought the module in spring.",
        1,
    ),
    SeededPlay(
        "dario",
        "value",
        "Their data on the screen",
        "A demo to people who had seen three others.",
        "I asked for fifty rows of their own data and used nothing else.",
        "They talked with each other, not with me.",
    ),
    SeededPlay(
        "hugo",
        "dealplan",
        "Find the second friend",
        "My contact went on leave in the middle of it.",
        "I ask each contact in the first month: who would miss this as much as you?",
        "When she left, he went on.",
    ),
    SeededPlay(
        "hugo",
        "prospecting",
        "Ask the customer next door",
        "A town in which we had one customer and forty that we wanted.",
        "I asked our customer which two neighbours have the same trouble.",
        "Both took the call.",
    ),
    SeededPlay(
        "lucia",
        "forecast",
        "Lost by Friday",
        "A pipeline full of deals that nobody believed in.",
        "Each Friday we mark as lost whatever has no next step, and write down why.",
        "The forecast was within ten percent two quarters in a row.",
    ),
    SeededPlay(
        "fatima",
        "calling",
        "A bad moment, always",
        "They hung up after the first sentence.",
        "I say who I am and that it is surely a bad moment, and ask for thirty seconds.",
        "Most of them laugh, and listen.",
        1,
    ),
    SeededPlay(
        "fatima",
        "objections",
        "We have somebody for that",
        "The most usual no of all.",
        "I ask what they would change about it if they could, and then stop.",
        "Half of them name something.",
    ),
    SeededPlay(
        "ingrid",
        "outreach",
        "Under sixty words",
        "Long mails that nobody answered.",
        "I cut each mail to sixty words with one question that can be answered by yes or no.",
        "One of six answered, it was one of twenty before.",
        0,
        125,
    ),
)
REASONS = ("price", "nothing", "rival", "nothing", "fit", "people")
LOST_WORDS = {"price": "Ten percent over their budget", "rival": "They stay with what they have"}
MENTOR_AIM = "Ask who signs in the first call"
MENTOR_WORDS = "I show too early, and hear of the boss too late."
NEGOTIATION_WORDS = "I give the discount as soon as they ask."
