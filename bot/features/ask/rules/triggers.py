"""Which words mean what, and how strongly. Pure."""

from collections.abc import Mapping

from bot.features.ask.rules.facts import AskIntent

# A phrase that counts nothing is known to the intent, and nothing more.
_WRITTEN: Mapping[AskIntent, str] = {
    AskIntent.help: """what can you do 5; what do you do 5; how do you work 4; how does this work 4; help 3; menu 3;
        commands 3; help me 3; how do i use 4; what can i ask 5; what can i do here 5; options 3; get started 4""",
    AskIntent.today: """what should i do 5; what do i need to do 5; what do i have to do 5; needs me 4;
        waits for me 4; waiting for me 4; waiting on me 4; my day 4; to do 3; need to do 4; my tasks 5; tasks 3;
        next steps 4; anything for me 4; on my plate 5; my plate 5; what is next 4; what next 4; my agenda 4;
        agenda 3; priorities 4; need my attention 5; needs my attention 5; should i focus on 5; focus on 3;
        pending 3; do i owe 5; what is due 4; due 2; open items 4; to be done 3; first thing 0; first 0""",
    AskIntent.sheet: """numbers 3; figures 3; performance 3; stats 3; number 2; how is 2; how are 2; how am 2;
        how was 2; how were 2; how did 2; doing 2; on track 2; performing 3; scorecard 4; results 3; dashboard 4;
        kpis 4; kpi 3; metrics 3; metric 2; sheet 2; do i stand 3; stand 2; track 0; how far 1; progress 1;
        behind 2; ahead 1; getting on 2; get on 0; statistics 3; report 1; data 1; do 0; did 0""",
    AskIntent.metric: """why 3; what is 1; what was 1; what are 1; how much 1; how many 1; so low 1; so high 1;
        how is 1; how are 1; how was 1; explain 3; how come 3; calculated 2; computed 2; rate 0; numbers 0;
        number 0; figures 0; low 0; high 0; doing 0; how did 1; performance 0; stats 0; total 1; where is 1;
        breakdown 1; what drives 3; on track 0; average 0""",
    AskIntent.goals: """goals 4; goal 3; objectives 4; objective 3; at risk 2; okrs 4; okr 4; targets 3;
        off track 0; on track 0; ended 0; past 0; how is 0; progress 1; company 0; tree 1; active 0; my goals 5;
        behind 0; set 0""",
    AskIntent.board: """leaderboard 4; ranking 4; rankings 4; my place 4; most improved 4; improved 3; board 3;
        ahead 3; leading 3; best 3; top 2; standings 4; rank 4; ranked 4; my rank 5; do i rank 5; winning 3;
        top sellers 5; top seller 5; top reps 5; top rep 5; top performers 5; top performer 5; who is first 4;
        first place 4; number one 4; scoreboard 4; league table 4; most 2; highest 3; position 3; place 2;
        in the lead 4; who sold the most 5; biggest 3; sellers 0; seller 0; reps 0; rep 0; performers 0; kudos 0;
        who has 1; who is 0; league 2; where do i stand 1; company 0; lead 1; crushing it 3; killing it 3""",
    AskIntent.thanked: """most thanked 5; kudos 2; thanked 3; who was thanked 5; most kudos 5; kudos board 5;
        kudos leaderboard 5; most recognized 5; most recognised 5; top kudos 5; most appreciated 5; most 1;
        who got 2; who gets 2; who received 2; recognition 2; top 0; leaderboard 0; who has 0; recognized 2;
        recognised 2; received 0; appreciated 2; most shout outs 5; most thanks 5; board 0""",
    AskIntent.team: """who needs me 6; not on track 5; is stuck 5; are stuck 5; stuck 4; blocked 4; struggling 4;
        behind 3; off track 3; needs help 5; need help 4; needs my help 6; needs support 5; falling behind 5;
        in trouble 4; at risk 2; underperforming 5; lagging 4; lagging behind 5; needs attention 5;
        needs coaching 4; should i help 5; should i worry 5; worried about 3; slipping 4; need my help 5;
        help most 4; most help 4; my reps 2; reps 0; rep 0; anyone 0; anybody 0; who is 0; people 0; blockers 4;
        on my team 0""",
    AskIntent.pulse: """anonymous questions 5; anonymous question 5; pulse 4; pulses 4; pulse survey 5; survey 4;
        surveys 4; anonymous 4; poll 3; mood 3; morale 3; results 0; team mood 4; feeling 1; answers 0""",
    AskIntent.my_kudos: """my kudos 5; thanked me 5; my points 4; kudos did i 5; kudos have i 5; kudos do i 5;
        i been thanked 5; thanked 0; did i get 3; have i received 3; have i got 2; have i gotten 3; i get 1;
        do i have 1; points 2; who thanked 3; kudos i 4; my recognition 5; my thanks 4; i received 3; kudos 1;
        recognized me 5; recognised me 5; left to give 3; can i give 3; kudos left 3; received 0; gotten 0; left 0;
        got 0; praise for me 4; appreciated me 5; am i thanked 4""",
    AskIntent.inbox: """my feedback 5; feedback for me 5; feedback about me 6; feedback on me 5; feedback did i 5;
        feedback do i 4; feedback have i 5; feedback i 4; feedback from 4; unread feedback 5; new feedback 5;
        feedback inbox 6; inbox 4; any feedback 4; feedback 2; said about me 5; say about me 5; think of me 4;
        written about me 5; wrote about me 5; received 0; to read 1; read 0; unread 1; feedback to read 5;
        gave me feedback 6; given me feedback 6""",
    AskIntent.reviews: """review 4; reviews 4; appraisal 4; appraisals 4; review cycle 5; self review 5;
        self-review 5; performance review 6; performance reviews 6; evaluation 4; evaluations 4; peer review 5;
        self-assessment 4; self assessment 4; assessment 3; due 0; cycle 0; finish 0; write 0; deadline 0; next 0;
        performance 0; status 0""",
    AskIntent.contests: """contest 4; contests 4; competition 4; competitions 4; spiff 4; spiffs 4; spif 4;
        challenge 3; challenges 3; running 0; active 0; prize 3; prizes 3; winning 1; games 2; game 2; leading 0;
        ahead 0; win 0; rules 0; winner 0; place 0""",
    AskIntent.one_to_one: """1:1 4; coach me 4; one on one 4; one on ones 4; one to one 4; one to ones 4; coaching 4;
        coach 3; my 1:1 5; next 0; meeting 0; agenda 2; prep 1; prepare 1; topics 1; sync with 2; notes 0;
        action items 3; session 0; last 0""",
    AskIntent.evidence: """evidence 4; on record 4; on file 4; track record 5; accomplishments 4; achievements 4;
        done well 3; record of 3; brag 3; wins and 1; my record 2; history 2; about me 0; about 0; written down 4;
        collected 3; work log 3""",
    AskIntent.record: """who read 4; who has read 4; who saw 4; who has seen 4; who looked 4; who has looked 4;
        who opened 4; who viewed 4; kept 4; kept about 5; stored 4; data do you 5; store about 5; keep about 5;
        know about me 5; privacy 4; my data 5; data about me 6; who can see 4; feedback 0; words 0; hold on me 4;
        have on me 4; saved about 4; gdpr 4; access 1; my words 2; keep 1; store 2; personal 1; record 1; long 0;
        data 1; wrote 0; notes 0; numbers 0""",
    AskIntent.settings: """working hours 4; time off 4; my hours 4; work hours 4; when do you write 5; settings 3;
        my settings 5; notifications 4; notification 4; preferences 4; vacation 4; holiday 4; days off 4;
        day off 4; reminders 4; reminder 3; time zone 4; timezone 4; out of office 4; ooo 4; leave 1; hours 2;
        message me 3; messages me 3; write to me 4; messages 2; away 2; pto 4; when do 1; when will 1; configure 2;
        alerts 3; off 1; send me 1; holidays 4; annual leave 4; set 0; turn 0; adjust 0""",
    AskIntent.quiet: """snooze 4; quiet 3; mute 4; be quiet 4; do not disturb 5; dnd 4; pause 3; leave me alone 5;
        silence 4; shut up 4; no messages 4; not disturb 5; do not message me 5; do not bother me 5; stop messaging 5;
        stop bothering 5; stop messages 4; stop 0; hush 4; be silent 4; pause messages 5; pause notifications 6;
        mute notifications 6; snooze notifications 6; stop notifications 6; turn off notifications 6;
        stop writing 4; keep quiet 4; no notifications 6; no reminders 5; notifications 0; reminders 0; messages 0;
        do not ping me 5; stop pinging 5; no pings 4""",
    AskIntent.checkin: """check in 4; check-in 4; weekly check in 5; update my goals 6; update my goal 6;
        report progress 5; report my progress 5; update goal 4; update goals 4; weekly update 4; do my 0; fill in 0;
        my check in 5; update on my goals 5; log progress 5; log my progress 5; checking in 4; goals 0; goal 0;
        progress 1; my progress 1; status update 3; weekly 1; fill out 0; start 0; submit 1""",
    AskIntent.thank: """thank 4; kudos to 4; thanks 3; props 3; thank you 4; thanks to 4; give kudos to 6; kudos for 4;
        give kudos 5; shout out 4; shout out to 5; send kudos 5; kudos 2; recognize 4; recognise 4; appreciate 4;
        appreciation 3; well done 4; great job 4; good job 4; great work 4; nice work 4; nice job 4; praise 4;
        congrats 4; congratulations 4; congratulate 4; celebrate 3; props to 4; high five 4; hats off 4;
        points to 4; bravo 4; award 3; a point 2; send 0; say thank you 5; say thanks 5; give 0; big 0""",
    AskIntent.feedback: """give feedback 4; feedback to 4; feedback 2; write feedback 4; leave feedback 4;
        send feedback 4; share feedback 4; some feedback 1; feedback about 2; feedback on 2; write 0; give 1;
        feedback for 2; constructive 1; leave 0; tell 0; write some feedback 5""",
    AskIntent.ask_feedback: """for feedback 3; ask 2; ask for feedback 5; request feedback 5; get feedback 4;
        request feedback from 6; feedback from 3; want feedback from 5; want feedback 3; request 1; need feedback 4;
        like feedback 3; feedback request 4; me feedback 4; feedback on 0; feedback 1; from 0; get 0;
        like some feedback 4; get some feedback 5; want some feedback 5""",
    AskIntent.won: """won 3; closed 3; signed 3; log a won deal 6; log a deal 6; log a win 6; log won 5; log deal 5;
        new deal 4; deal closed 4; closed a deal 5; won a deal 5; closed won 4; landed 3; sold 3; record a deal 6;
        add a deal 5; log 2; book 2; booked 2; just closed 4; just won 4; just signed 4; deal with 1; deal 1;
        register a deal 5; record a win 6; got 0; report a win 5; i sold 3; deal is done 4; closing 1""",
    AskIntent.goal: """set a goal 5; new goal 5; set goal 5; create a goal 5; add a goal 5; create goal 5; add goal 5;
        set a new goal 6; create a new goal 6; make a goal 5; set my goal 5; set myself a goal 6; goal to 2;
        goal for 1; goal 1; want to set 2; want a goal 4; start a goal 5; set a target 5; set up a goal 6;
        my goal is 5; a new goal 5; objective 1; define a goal 5; add an objective 5; set an objective 5;
        set goals 4""",
    AskIntent.topic: """add a topic 5; topic 4; add to my 1:1 7; to my 1:1 6; to our 1:1 6; for my 1:1 4; to the 1:1 6;
        talk about 4; discuss 4; bring up 4; next 1:1 1; in my 1:1 4; for our 1:1 4; add topic 5; in our 1:1 4;
        to my next 1:1 7; to our next 1:1 7; want to talk 4; on the agenda 4; to the agenda 5; to my agenda 5; add 1;
        1:1 1; in my next 1:1 5; for my next 1:1 5; 1:1 topic 5; 1:1 agenda 3; put 1; raise 1""",
}


def _parsed(written: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """The phrases with their weights, the longest first."""
    found: list[tuple[tuple[str, ...], int]] = []
    for each in written.split(";"):
        *words, weight = each.split()
        found.append((tuple(words), int(weight)))
    return tuple(sorted(found, key=lambda phrase: -len(phrase[0])))


TRIGGERS: Mapping[AskIntent, tuple[tuple[tuple[str, ...], int], ...]] = {
    intent: _parsed(written) for intent, written in _WRITTEN.items()
}
TRIGGER_WORDS = frozenset(
    word for phrases in TRIGGERS.values() for phrase, _ in phrases for word in phrase if word.isalpha()
)
