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
# Somebody who was named before; nobody knows here who.
OTHERS = frozenset("he she they him her them his hers their theirs".split())
FILLERS = frozenset(
    """
    a an the is are am was were be been being it its this that these those there here and or of to in on at for
    from by with about as into over during up out so too also just now right far today currently really still
    please show see tell give get let know have has had do does did done can could would will shall should may
    might want need like look looking check find view open display list pull bring share what which who whom
    whose how why when where you your yours hey hi hello ok okay yo hiya
    pacer bot thanks thank going go goes come coming work working well yet then again much many any some all
    latest current overview summary update status quick quickly new page info details detail thing things stuff
    me my i we our us at all please kindly dear asap urgently honestly briefly real rn atm kinda gotta wanna gonna bro dude man oi ah oh ta hiya
    welcome hope hoping nice great cool super fine bored remind send print fetch run return grab drop shoot put
    report chart table line row rows column trend detailed detailed whole entire full complete completely total
    exact rough roughly approximately around near nearly almost totally actual own our ours personal personally
    coworker coworkers folk guys people person persons rep reps seller sellers salesperson
    salespeople member members sales selling data result results outcome stuff bits piece part parts side half
    end ended beginning start started starting finish finished through across within per between among along
    feel felt seem seems seemed sound sounds believe guess suppose remember forget forgot understand understood
    decide decided mind care cares matter matters interest interested interesting fun happy glad love loved
    easy hard difficult simple clear sure certain bottom line big small large little high low good bad well great
    best possible able allowed expected expect hoped planned plan plans planning usual typical normal common
    recent previous prior past future early late later soon afterwards meanwhile tonight nowadays daily weekly
    monthly quarterly yearly annual annually regular regularly often sometimes rarely once twice times number
    first second third final finally least maximum minimum average sum amount amounts count counts counted value
    values level levels rate rates percent percentage share shares story point points state states situation
    standing progress moving moved move changed happen happened happening happens come came became become
    keep keeps kept hold held bring brought take took takes taken taking turn turned turns pull pulled push
    reach reached reaching get gets getting got give gives gave given giving tell tells told show shows showed
    shown see sees saw seen look looks looked talk talked speak write wrote written read reading open opened
    explain explained explains describe described summarise summarize summarised summarized list lists listed
    specifically especially particularly mainly mostly basically simply literally obviously probably perhaps
    hopefully apparently regarding concerning respect terms case context sense kind sort type types way ways
    work works worked job jobs company office business department group boss sir madam team's quarter's
    that'll would've could've thats theres heres yes no yep yeah nope nah sup whatsup wassup trying try wanted wants anything something everything someone somebody anyone anybody bit little lot lots very really pretty possible able supposed own other others before after because since till until while sort kind important exactly maybe perhaps always usually generally hear heard talk mean means meant use using used made make makes need needs needed gone been being cause quite rather such same most more less least good morning evening afternoon sorry actually maybe wondering
    curious question think say says said got already  time moment year-to-date date exactly
    doing both each every per one ones back ready sir mate buddy lol hmm um erm well anyway
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
    "from quota": "attainment",
    "from my quota": "attainment",
    "from target": "attainment",
    "from my target": "attainment",
    "to target": "attainment",
    "to my quota": "attainment",
    "to my target": "attainment",
    "of my quota": "attainment",
    "of target": "attainment",
    "of my target": "attainment",
    "against target": "attainment",
    "against my quota": "attainment",
    "against my target": "attainment",
    "hit my quota": "attainment",
    "hitting my quota": "attainment",
    "hit target": "attainment",
    "hit my target": "attainment",
    "hit my number": "attainment",
    "make my number": "attainment",
    "make my quota": "attainment",
    "reach quota": "attainment",
    "reach my quota": "attainment",
    "to plan": "attainment",
    "on plan": "attainment",
    "on quota": "attainment",
    "on pace": "pace",
    "run rate": "projection",
    "land": "projection",
    "end up": "projection",
    "finish the quarter": "projection",
    "gap to quota": "required",
    "needed": "required",
    "required": "required",
    "need per day": "required",
    "need a day": "required",
    "need every day": "required",
    "need each day": "required",
    "turnover": "bookings",
    "signed business": "bookings",
    "new business": "bookings",
    "arr": "bookings",
    "closing ratio": "win rate",
    "conversion ratio": "win rate",
    "win %": "win rate",
    "win percent": "win rate",
    "success rate": "win rate",
    "winning rate": "win rate",
    "closing percentage": "win rate",
    "close ratio": "win rate",
    "wins": "deals won",
    "contracts": "deals won",
    "new customers": "deals won",
    "logos": "deals won",
    "new logos": "deals won",
    "deal value": "deal size",
    "average deal value": "deal size",
    "average contract value": "deal size",
    "acv": "deal size",
    "asp": "deal size",
    "average sale": "deal size",
    "average order": "deal size",
    "time to close": "sales cycle",
    "days to close": "sales cycle",
    "long to close": "sales cycle",
    "deal take": "sales cycle",
    "deals take": "sales cycle",
    "pipe": "pipeline coverage",
    "enough pipeline": "pipeline coverage",
    "calling": "calls",
    "calls made": "calls",
    "cold calls": "calls",
    "customer meetings": "meetings",
    "meetings held": "meetings",
    "meetings booked": "meetings",
    "demo meetings": "meetings",
    "visits": "meetings",
    "mailed": "emails",
    "e mails": "emails",
    "sales target": "quota",
    "target": "quota",
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
    " dropped falling drop fall more left long short big small fast slow take takes took need day average usual usually typical deal customers last total personal per down-trend trend trending worse better gone go went up enough total size value will can hitting going end month quarter".split()
)


def metric_names(metrics: Iterable[Metric]) -> Mapping[str, str]:
    """All names of metrics, folded, to the shortest of each that reads well."""
    found: dict[str, str] = {}
    for metric in metrics:
        names, plain = metric.names(), metric.key.replace("_", " ")
        told = plain if plain in names else metric.name.lower()
        found |= {folded(name): told for name in names if "_" not in name}
    return found
