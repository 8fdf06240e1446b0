"""Words that say nothing of their own, words that make a sentence hard, and other names of metrics. Pure."""

from collections.abc import Iterable, Mapping

from bot.features.ask.rules.words import folded
from bot.features.metrics.rules.metric import Metric

ME = frozenset("i me my mine myself".split())
US = frozenset("we our ours us team teams everyone everybody folks crew squad".split())
# A sentence with one of these may mean the contrary of what its other words say.
HARD = frozenset(
    "not without except never compare compared than better worse versus vs if unless delete remove change fire"
    " only stop cancel undo instead difference against between hide forget erase".split()
)
FILLERS = frozenset(
    """
    a an the is are am was were be been being it its this that these those there here and or of to in on at for
    from by with about as into over during up out so too also just now right far today currently really still
    please show see tell give get let know have has had do does did done can could would will shall should may
    might want need like look looking check find view open display list pull bring share what which who whom
    whose how why when where you your yours he she they them his her their theirs hey hi hello ok okay yo hiya
    pacer bot thanks thank going go goes come coming work working well yet then again much many any some all
    latest current overview summary update status quick quickly new page info details detail thing things stuff
    me my i we our us at all please kindly dear good morning evening afternoon sorry actually maybe wondering
    curious question think say says said got already ever lately recently time moment year-to-date date exactly
    doing overall both each every per one ones back ready sir mate buddy lol hmm um erm well anyway
    """.split()
)
# Beside the names that metrics have; in small letters, to a name that commands take.
METRIC_ALIASES = {
    "close rate": "win rate",
    "closing rate": "win rate",
    "win percentage": "win rate",
    "win ratio": "win rate",
    "win-rate": "win rate",
    "win rates": "win rate",
    "hit rate": "win rate",
    "sales": "bookings",
    "sold": "bookings",
    "sell": "bookings",
    "booking": "bookings",
    "book": "bookings",
    "revenues": "bookings",
    "closed won": "bookings",
    "of quota": "attainment",
    "to quota": "attainment",
    "at quota": "attainment",
    "against quota": "attainment",
    "hit quota": "attainment",
    "hitting quota": "attainment",
    "make quota": "attainment",
    "quota percentage": "attainment",
    "quota percent": "attainment",
    "percent of quota": "attainment",
    "% of quota": "attainment",
    "percentage of quota": "attainment",
    "attaining": "attainment",
    "quotas": "quota",
    "my target": "quota",
    "sales target": "quota",
    "projected": "projection",
    "forecast": "projection",
    "projections": "projection",
    "needed per day": "required",
    "weighted pipeline": "weighted projection",
    "weighted forecast": "weighted projection",
    "deals": "deals won",
    "won deals": "deals won",
    "closed deals": "deals won",
    "deals closed": "deals won",
    "win": "deals won",
    "average deal": "deal size",
    "avg deal size": "deal size",
    "avg deal": "deal size",
    "deal sizes": "deal size",
    "sales cycles": "sales cycle",
    "cycle time": "sales cycle",
    "deal cycle": "sales cycle",
    "velocity": "sales velocity",
    "coverage": "pipeline coverage",
    "pipe coverage": "pipeline coverage",
    "pipeline": "pipeline coverage",
    "phone calls": "calls",
    "dials": "calls",
    "appointments": "meetings",
    "demos": "meetings",
    "mails": "e-mails",
    "e-mail": "e-mails",
    "emails": "emails",
}
# Verbs that go with a metric, and mean it.
WITH_METRIC = frozenset(
    "close closed win won make made held hold sent send had bring brought book booked sign signed sell sold hit"
    " reps people deals money number numbers figure figures rate value low high bad down up dropping"
    " dropped falling".split()
)


def metric_names(metrics: Iterable[Metric]) -> Mapping[str, str]:
    """All names of metrics, folded, to the shortest of each that reads well."""
    found: dict[str, str] = {}
    for metric in metrics:
        names, plain = metric.names(), metric.key.replace("_", " ")
        told = plain if plain in names else metric.name.lower()
        found |= {folded(name): told for name in names if "_" not in name}
    return found
