"""Words that say nothing of their own, words that make a sentence hard, and other names of metrics. Pure."""

from bot.features.ask.rules.words import word_set

ME = word_set("i me my mine myself")
US = word_set("we our ours us team teams everyone everybody folks crew squad")
# A sentence with one of these may mean the contrary of what its other words say.
HARD = word_set(
    """
    not without except never compare compared than better worse versus vs if unless delete remove change
    fire only stop cancel undo instead difference against between hide forget erase
    """
)
# Somebody who was named before; nobody knows here who.
OTHERS = word_set("he she they him her them his hers their theirs")
FILLERS = word_set(
    """
    a an the is are am was were be been being it its this that these those there here and or of to in on
    at for from by with about as into over during up out so too also just now right far today currently
    really still please show see tell give get let know have has had do does did done can could would
    will shall should may might want need like look looking check find view open display list pull bring
    what which who whom whose how why when where you your yours hey hi hello ok okay yo hiya pacer bot
    thanks thank going go goes come coming work working well yet then again much many any some all
    latest current overview summary update status quick quickly new page info details detail thing
    things stuff me my i we our us kindly dear asap urgently honestly briefly real rn atm kinda gotta
    wanna gonna bro dude man oi ah oh ta welcome hope hoping nice great cool super fine bored remind
    send print fetch run return grab drop shoot put report table line row rows column trend detailed
    whole entire full complete completely total exact rough roughly approximately around near nearly
    almost totally actual own ours personal personally coworker coworkers teammate teammates colleague
    colleagues folk guys people person persons rep reps seller sellers salesperson salespeople member
    members sales selling result results outcome bits piece part parts side end ended beginning start
    started starting finish finished through across within per between among along feel felt seem seems
    seemed sound sounds believe guess suppose remember forget forgot understand understood decide
    decided mind care cares matter matters happy glad simple clear sure certain bottom big small large
    little high low good bad best possible able allowed usual typical normal common recent previous
    prior past later soon afterwards meanwhile nowadays daily weekly monthly quarterly yearly annual
    annually regular regularly often sometimes rarely once twice times number first second third final
    finally least maximum minimum average sum amount amounts count counts counted value values rate
    rates percent percentage point points state states situation standing progress moving moved move
    changed happen happened happening happens came became become keep keeps kept hold held brought take
    took takes taken taking turn turned turns pulled push reach reached reaching gets getting got gives
    gave given giving tells told shows showed shown sees saw seen looks looked talk talked speak write
    wrote written read reading opened explain explained explains describe described summarise summarize
    summarised summarized lists listed specifically especially particularly mainly mostly basically
    simply literally obviously probably perhaps hopefully apparently regarding concerning respect terms
    case context sense kind sort type types way ways works worked sir madam team's quarter's that'll
    would've could've thats theres heres yes no yep yeah nope nah sup whatsup wassup trying try wanted
    wants anything something everything someone somebody anyone anybody bit lot lots very pretty
    supposed other others before after because since till until while important exactly maybe always
    usually generally hear heard mean means meant use using used made make makes needs needed gone cause
    quite rather such same most more less morning evening afternoon sorry actually wondering curious
    question think say says said already time moment year-to-date date doing both each every one ones
    back ready mate buddy lol hmm um erm anyway hm ooh phew ugh argh haha omg btw fyi folks everyone hey
    standup stand-up slide slides deck newsletter qbr presentation prep meeting-prep allhands ceo cfo cro
    vp exec execs head heads actual honest frankly bet guess exact plz cheers morning evening sry sorry
    jumping hop hopping walking screen phone typing
    """
)
# Times that no command knows, or that were left when another one was read.
TIMES = word_set(
    """
    spring summer autumn fall winter half weekend weekends holidays christmas easter thanksgiving labor
    january february march april june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday now then ago
    since until yesterday week weeks month months quarter quarters year years
    """
)
MONTHS_AND_SEASONS = TIMES - word_set(
    "now then ago since until week weeks month months quarter quarters year years fall march mar spring half"
) | {"q1", "q2", "q3", "q4"}
# Verbs that go with a metric, and mean it.
WITH_METRIC = word_set(
    """
    % percent percentage share close closed win won make made held hold sent send had bring brought book
    booked sign signed sell sold hit reps people deals money number numbers figure figures rate value
    low high bad down up dropping dropped falling drop fall more left long short big small fast slow
    take takes took need day average usual usually typical deal customers last total personal per
    down-trend trend trending worse better gone go went enough making makes volume activity count quota
    target size will can hitting going end month quarter below above
    """
)
