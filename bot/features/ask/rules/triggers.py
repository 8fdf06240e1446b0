"""Which words mean what, and how strongly. Pure."""

from collections.abc import Mapping

from bot.features.ask.rules.facts import AskIntent

# A phrase that counts nothing is known to the intent, and nothing more.
_WRITTEN: Mapping[AskIntent, str] = {
    AskIntent.help: """
        what can you do 5; what do you do 5; how do you work 4; how does this work 4; help 3; menu 3;
        commands 3; help me 3; how do i use 4; what can i ask 5; what can i do here 5; options 3; get
        started 4; who are you 5; what are you 4; what is this 4; i am new 5; i am lost 4; new here 4; how
        can i 2; how to 3; what is pacer 5; what does pacer do 6; what does this do 4; what else can you do
        5; how do you use 4; help please 4; confused 3; where do i start 4; how do i start 5; instructions
        4; manual 3; guide 3; tutorial 3; features 3; examples 2; show me around 4; can you help 4; what can
        i type 5; list of commands 5; abilities 3; good for 3; possibilities 3; command 3; for dummies 2;
        stuck 1; what now 3; explain yourself 4; introduce yourself 4; functions 3; explain pacer 4; use
        pacer 4; use you 4; works 1; pacer 0; work 1; how do i 4; sos 4; halp 4; hilfe 4; ayuda 4; aide 4;
        hola 4; hallo 4; bonjour 4; salut 4; ciao 4; huh 3; what is possible 5; what else 3; teach me 4;
        explain this 4; what are my options 6; what is this thing 5; what are you for 5; get going 3; learn
        2; write 0; log 0; type 1; get help 4; need help 3; some help 4; menu please 4; please help 4; what
        can we do 4; what can i use 4; what is there 3; do here 3; for what 0; purpose 3; useful 2; hello 3;
        hi 3; hey 3; morning 0; new 0""",
    AskIntent.today: """
        what should i do 5; what do i need to do 5; what do i have to do 5; needs me 4; waits for me 4;
        waiting for me 4; waiting on me 4; my day 4; to do 3; need to do 4; my tasks 5; tasks 3; next steps
        4; anything for me 4; on my plate 5; my plate 5; what is next 4; what next 4; my agenda 4; agenda 3;
        priorities 4; need my attention 5; needs my attention 5; should i focus on 5; focus on 3; pending 3;
        do i owe 5; what is due 4; due 2; open items 4; to be done 3; first thing 0; first 0; anything
        waiting 4; waiting 2; next 0; anything 0; i need to do 4; need from me 5; want from me 4; need me 3;
        expecting from me 5; do i have to 3; must i do 5; on for today 4; on my list 4; my list 3; open for
        me 5; anything open 4; my to do 5; my plan 3; forgetting 3; did i forget 5; did i miss 4; miss
        anything 4; missed 2; overdue 4; outstanding 3; my turn 3; left to do 4; still to do 4; unfinished
        3; attention 1; urgent 3; i have to do 4; waiting for my 4; need my 3; should do 2; what is open 3;
        answer 1; start with 3; what should i 3; actions 2; action 2; deserves my 3; where should i start 5;
        should i start 4; to answer 3; asks 0; work on 3; should i work 4; what is up for me 4; homework 3;
        on me 2; today 0; next action 4; planned 2; top priority 4; priority 3; my priorities 5; expected of
        me 5; what is up 3; what is new 3; brief me 4; briefing 4; brief 2; rundown 3; run down 3; start my
        day 5; my morning 4; catch me up 2; anything new 4; news for me 4; anything urgent 4; need to know
        3; need to answer 4; needs an answer 4; what do i 1; today for me 1; morning 1; for today 2; my next
        2; what to do 4; what now 3; what is left 2; do today 3; do now 4; do first 4; do next 4; do this
        week 3; to work on 4; requires my 4; require my 4; on the list 3; my open 3; my actions 4; catch up
        on 3; waiting on 3; is waiting 3; are waiting 3; waits 3; wait for me 4; asked of me 4; have to do
        3; got to do 4; on today 3; up today 4; due today 4; due this 2""",
    AskIntent.sheet: """
        numbers 3; figures 3; performance 3; stats 3; number 2; how is 2; how are 2; how am 2; how was 2;
        how were 2; how did 2; doing 2; on track 2; performing 3; scorecard 4; results 3; dashboard 4; kpis
        4; kpi 3; metrics 3; metric 2; sheet 2; do i stand 3; stand 2; track 0; how far 1; progress 1;
        getting on 2; get on 0; statistics 3; report 1; data 1; do 0; did 0; tracking 2; how close 1; update
        1; recap 3; summary 2; report card 4; snapshot 3; my week 3; my month 3; my quarter 3; my year 3;
        overview 2; looking 1; coming along 3; perform 3; performed 3; fare 2; faring 3; shaping up 2;
        holding up 2; is up with 2; getting along 2; numbers look 4; figures look 4; look 0; looked 0; done
        1; kpi sheet 4; target 0; close 0; results look 3; status 1; brief 1; check on 2; key figures 4;
        standing 2; sales numbers 4; sales figures 4; sales performance 5; sales results 5; well 0; good 0;
        ok 1; okay 1; fine 0; bad 0; everything 0; catch me up 3; up to speed 2; quick look 1; the numbers
        3; number look 2; things 0; made 0; everything ok 2; everything okay 2; been doing 2; how has 2; how
        have 2; has been 1; have been 1; lately 1; recently 1; these days 1; trending 1; how is it 1; go for
        1; how well 2; quarterly 2; monthly 2; weekly 2; kicking 1; metrics for 2; productivity 1;
        achievement 2; pipeline 0; numbers for 1; numbers of 1; numbers on 1; state of 2; look like 2; looks
        like 2; health 2; my sales 1; sales for 1; sales of 1; score 1; scores 1; situation 2; where is 1;
        where am i 2; where are we 3; where do we stand 4; how do we stand 4; we stand 1; stands 2; profile
        1; card 1; level 0; against plan 0; for 0; show 0; sales team 0""",
    AskIntent.metric: """
        why 3; what is 1; what was 1; what are 1; how much 1; how many 1; so low 1; so high 1; how is 1; how
        are 1; how was 1; explain 3; how come 3; calculated 2; computed 2; rate 0; numbers 0; number 0;
        figures 0; low 1; high 1; doing 0; how did 1; performance 0; stats 0; total 1; where is 1; breakdown
        1; what drives 3; on track 0; average 1; left 0; how long 1; how often 2; how big 1; how fast 1; how
        close 1; how far 1; tell 0; trend 1; trending 2; current 1; look 0; looking 0; compute 2; come from
        3; comes from 3; made of 3; behind 1; formula 3; definition 3; mean 2; means 2; meant 2; defined 2;
        drop 1; fall 1; go down 1; go up 1; gone down 1; gone up 1; changed 1; change 1; dropped 1; worse 1;
        better 1; tanked 1; tanking 1; lower 1; higher 1; what happened 2; wrong with 2; reason 2; numbers
        behind 3; show 0; does 0; take 0; per 0; usually 0; typical 0; gap 1; more 0; need 0; needed 0;
        number of 2; amount of 2; size 0; count 1; counted 2; team 0; on 0; overall 0; doing on 0; who 0;
        give 0; was 0; all 0; total number of 3; tell me my 1; what has 1; how much of 1; how many of 1; got
        0; still 0; far 0; hit 0; track 0; so far 0; reach 0; gets 0; go 0; went 0; down 1; up 1; bad 1;
        good 1; poor 1; decline 1; declined 1; declining 2; explain why 1; causes 2; cause 1; math 2; maths
        2; calculation 3; calculate 2; where does 2; where do 1; come 0; get to 1; got to 0; equals 2;
        exactly 0; how often do 1; by 0; wrong 1; right 0; correct 1; check my 0; daily 0; a day 0; done 0;
        ever 0; made 0; improving 1; improve 0; show my 0; stand 0; stands 0; am i at 1; are we at 1; at
        with 1; status 0; progress 0; much 0; percentage 0; percent 0; score 0""",
    AskIntent.goals: """
        goals 4; goal 3; objectives 4; objective 3; at risk 2; okrs 4; okr 4; targets 3; off track 2; on
        track 0; ended 0; past 0; how is 0; progress 1; company 0; tree 1; active 0; my goals 5; behind 0;
        goals due 4; my objectives 5; my okrs 5; hit 0; open 0; goal status 5; my goal 4; progress on 1; how
        far 1; tracking 1; status 0; active goals 5; late 1; slipping 1; goal tree 5; red 1; in danger 2;
        need attention 1; agreed 1; commitments 3; commitment 3; finished 0; completed 0; reached 0; current
        goals 5; closed 0; okr progress 4; my targets 4; goal progress 3; close to my goal 4; close to my
        goals 4; from my goal 4; goals left 4; goals do 4; goals does 4; goals have 4; goals has 4; goals
        are 4; goals is 4; goals of 4; goals for 4; goal list 4; due this 1; due next 1; goal of 1; goal is
        1; which goal 4; which goals 4; working on 1; works on 1; achieving 1; achieve 1; completing 1;
        finish 0; we hit 0; how many goals 4; missed goals 4; missed 1; met 0; doing with 0; list of 0; set
        for 1; agreed on 2; trying to 1; aligned 1""",
    AskIntent.board: """
        leaderboard 4; ranking 4; rankings 4; my place 4; most improved 4; improved 3; board 3; ahead 3;
        leading 3; best 3; top 2; standings 4; rank 4; ranked 4; my rank 5; do i rank 5; winning 3; top
        sellers 5; top seller 5; top reps 5; top rep 5; top performers 5; top performer 5; who is first 4;
        first place 4; number one 4; scoreboard 4; league table 4; most 2; highest 3; position 3; place 2;
        in the lead 4; who sold the most 5; biggest 3; sellers 0; seller 0; reps 0; rep 0; performers 0;
        kudos 0; who has 1; who is 0; league 2; where do i stand 1; company 0; lead 1; crushing it 3;
        killing it 3; on top 4; first 2; am i first 5; lowest 2; worst 2; last place 3; top of the 3; number
        1 3; 1 1; got the most 3; gets the most 3; with the most 3; made the most 3; has the most 3; did the
        most 3; closed the most 4; won the most 4; booked the most 4; the winner 3; winner 3; best rep 5;
        best seller 5; best performer 5; star 2; leader 3; leaders 3; up front 2; beating 2; beats 2;
        compare with 1; compare to 1; compared to 1; against the team 3; improvement 2; improving 3;
        improved the most 6; who improved 5; climbed 3; biggest jump 4; most progress 4; gained the most 4;
        league tables 4; podium 4; table 2; in front 3; how high 2; which place 4; what place 4; what
        position 5; what rank 5; who is the best 5; who is best 5; best at 4; good at 1; how do i compare 4;
        do i compare 4; do we rank 5; does 0; rate 0; am i in 1; performing best 5; doing best 5; selling
        the most 5; sells the most 5; sold most 5; outselling 3; hottest 3; best month 3; is top 4; at the
        top 4; reps like me 3; peers 2; like me 2; teams 1; which team 2; sales 0; champion 3; champ 3;
        selling 0; sellers by 2; sort 1; list 0; leaderboard kudos 0; who 1; which rep 3; which reps 3; rep
        of the 3; seller of the 3; is number one 4; got most 4; has most 4; most of 2; have the most 4; have
        most 4; best closer 5; closer 2; closers 2; performer 2; top team 4; best team 4; teams compare 3;
        team against team 5; best this 1; best in 1; best on 2; top in 2; top on 2; top for 2; tops 3; leads
        3; leads in 2; hall of fame 4; scores 2; high score 4; high scores 4; lead in 2; worst at 2; do i
        come 3; come first 3; come in 2; am i on the 2; where am i on the 4; where am i in the 4; where am i
        2; compare to others 4; compare with others 4; compared to others 4; compared with others 4; others
        1; improve the most 5; catching up 2; overtaken 3; overtook 3; passed me 3; above me 4; ahead of me
        4; below me 3; behind me 3; in first 4; in second 3; the ranks 3; ranks 3; ranks first 4; ranked by
        2; sorted by 2; by 0; in 0; the board 1""",
    AskIntent.thanked: """
        most thanked 5; kudos 2; thanked 3; who was thanked 5; most kudos 5; most recognized 5; most
        recognised 5; top kudos 5; most appreciated 5; most 1; who got 2; who gets 2; who received 2;
        recognition 2; top 0; leaderboard 0; who has 0; recognized 2; recognised 2; received 0; appreciated
        2; most shout outs 5; most thanks 5; board 0; kudos king 4; kudos champion 5; gets thanked 5; got
        thanked 5; been thanked 4; most points 3; thanked the most 6; thanked most 6; most praise 5; most
        praised 5; praised 3; the most thanks 6; the most kudos 6; most recognition 5; who has been 2; kudos
        this 3; kudos ranking 6; kudos rankings 6; kudos standings 6; who do people thank 5; thanked by 1;
        popular 2; helpful 2; most helpful 4; appreciated most 5; getting the most 1; getting kudos 4;
        getting 0; gets 0; kudos list 4; hero 2; kudos given 3; who gave 2; gave 0; giving 0; most kudos
        given 6; givers 3""",
    AskIntent.team: """
        who needs me 6; not on track 5; is stuck 5; are stuck 5; stuck 4; blocked 4; struggling 4; behind 3;
        off track 3; needs help 5; need help 4; needs my help 6; needs support 5; falling behind 5; in
        trouble 4; at risk 2; underperforming 5; lagging 4; lagging behind 5; needs attention 5; needs
        coaching 4; should i help 5; should i worry 5; worried about 3; slipping 4; need my help 5; help
        most 4; most help 4; my reps 2; reps 0; rep 0; anyone 0; anybody 0; who is 1; people 0; blockers 4;
        on my team 0; who 0; should i talk 3; talk to 1; in the red 4; red 2; worry 3; worried 3; worry
        about 4; concerned 3; under water 3; not doing well 5; doing badly 5; doing poorly 5; badly 2;
        poorly 2; not performing 5; not hitting 4; slacking 4; who should 1; need from me 0; needs a hand 5;
        needs a push 5; look after 3; keep an eye on 4; eye on 3; waiting on me 0; team needs 3; team need
        3; my team need 4; problems 3; problem 2; in danger 4; danger 3; need me 3; missing 2; anyone
        struggling 5; anyone behind 5; any blockers 5; block 2; blocking 3; need coaching 4; at risk of 3;
        trouble 3; falling 2; off pace 4; lag 3; losing 1; stalled 3; weak 2; weakest 3; is not 0; is in 0;
        missed 1; has not 0; checked in 2; most urgent 2; focus 1; support 2; attention 2; behind quota 4;
        below 2; under quota 4; not 0; underperform 4; underperforms 4; underperformers 5; underperformer 5;
        fires 4; fire 0; concerns 3; concern 3; nudge 4; a nudge 4; call first 3; in need 3; need attention
        4; needs care 3; check on 3; check in with 4; catch up with 1; who do i need to 4; who to 2; should
        i call 4; should i speak 4; should i see 3; needs a talk 4; focus my 3; has problems 5; is having
        trouble 4; having a hard time 5; hard time 4; difficulties 4; going badly 4; going wrong 4; wrong 2;
        not doing 4; not making 4; not going to 3; will miss 4; going to miss 4; miss quota 4; may miss 4;
        might miss 4; likely to miss 4; in bad shape 4; bad shape 4; poor 2; doing worst 4; worst 2; red
        flags 4; red flag 4; losing it 2; sinking 4; drowning 4; below quota 4; under plan 4; quiet this 1;
        not checked in 4; has not checked in 5; have not checked in 5""",
    AskIntent.pulse: """
        anonymous questions 5; anonymous question 5; pulse 4; pulses 4; pulse survey 5; survey 4; surveys 4;
        anonymous 4; poll 3; mood 3; morale 3; results 0; team mood 4; feeling 1; answers 0; engagement 4;
        happy 3; happiness 4; satisfaction 3; satisfied 2; how happy 4; how is the mood 6; the mood 4;
        anonymously 4; anonymous feedback 5; question round 2; climate 3; team feeling 4; feel 2; enps 4;
        nps 3; pulse check 5; team health 3; vibe 3; team pulse 5; spirit 2; answer 0; open 0; vote 2;
        results of 1; how does the team feel 6; does the team feel 5; do people feel 4; people feel 3; feels
        3; feels about 2; feel about 2; asked anonymously 5; ask anonymously 5; ask the team 4; team thinks
        3; team think 3; team say 3; questionnaire 4; employee survey 5; team survey 5; pulse question 5;
        pulse questions 5; secret question 3; open questions 3; anything to answer 3; came out of 2; outcome
        1; result 1; respond 1; responses 2; responded 2; answered 1; participation 2; how many answered 3""",
    AskIntent.my_kudos: """
        my kudos 5; thanked me 5; my points 4; kudos did i 5; kudos have i 5; kudos do i 5; i been thanked
        5; thanked 0; did i get 3; have i received 3; have i got 2; have i gotten 3; i get 1; do i have 1;
        points 2; who thanked 3; kudos i 4; my recognition 5; my thanks 4; i received 3; kudos 1; recognized
        me 5; recognised me 5; left to give 3; can i give 3; kudos left 3; received 0; gotten 0; left 0; got
        0; praise for me 4; appreciated me 5; am i thanked 4; thank me 5; my score 2; credit 1; my balance
        4; points left 4; kudos do i have 6; kudos can i 5; kudos i have 5; kudos i got 5; thanks did i get
        5; i been given 4; was i thanked 5; i thanked 3; got me 0; kudos for me 5; anyone thank 3; anyone
        thanked 3; anybody thank 3; anybody thanked 3; shout outs for me 5; say thanks to me 5; gave me 3;
        given me 2; to give 1; received kudos 4; kudos points 3; my shout outs 5; any kudos 3; praise 2; did
        i receive 3; i receive 3; nice about me 4; have i 0; many 0; balance 2; recognized 2; recognised 2;
        how popular 2; thanked by 2; been thanked 2; thank me for 3; anyone thank me 3; kudos points do i 5;
        points do i 4; points have i 4; points can i 5; how many points 4; gave me kudos 6; thanks for me 4;
        give away 3; left today 3; left this 1; times 0; often 0; much 0; who gave me 4; recognized for 4;
        recognised for 4; kudos from 3; thanks from 3; praised me 4; was i 1; have people 1; people thanked
        3; kudos total 4; total kudos 3; did people thank me 5; thanking me 3""",
    AskIntent.inbox: """
        my feedback 5; feedback for me 5; feedback about me 6; feedback on me 5; feedback did i 5; feedback
        do i 4; feedback have i 5; feedback i 4; feedback from 4; unread feedback 5; new feedback 5;
        feedback inbox 6; inbox 4; any feedback 4; feedback 2; said about me 5; say about me 5; think of me
        4; written about me 5; wrote about me 5; received 0; to read 1; read 0; unread 1; feedback to read
        5; gave me feedback 6; given me feedback 6; given to me 2; people say about me 6; people think 2;
        people think of me 5; received feedback 4; feedback received 4; any news 1; feedback waiting 5;
        anyone write 2; written me 3; write me 1; leave me feedback 6; left me feedback 6; did i get
        feedback 6; give me feedback 3; new 0; my inbox 5; i received 2; what do people 2; others 0;
        colleagues 0; others say 3; got 1; show me feedback 3; what feedback 3; see feedback 3; see my 0;
        feedback is there 4; there feedback 3; feedback that 1; somebody 0; someone 0; anybody 0; anyone 0;
        people 0; from others 2; from my 1; write to me 3; wrote to me 4; wrote me 4;
        written to me 4; feedback to me 5; left for me 4; said to me 3; for me to read 5; read what 0; told
        me 2; say about my 4; said about my 4; think about me 4; talk about me 3; anything written 2; leave
        for me 3; comments 3; comments for me 5; comments about me 5; compliments 3; notes for me 4; new
        feedback for me 1; wrote feedback for me 3""",
    AskIntent.reviews: """
        review 4; reviews 4; appraisal 4; appraisals 4; review cycle 5; self review 5; self-review 5;
        performance review 6; performance reviews 6; evaluation 4; evaluations 4; peer review 5;
        self-assessment 4; self assessment 4; assessment 3; due 0; cycle 0; finish 0; write 1; deadline 0;
        next 0; performance 0; status 0; my reviews 5; my review 5; review form 4; annual review 5; yearly
        review 5; mid-year 3; midyear 3; 360 4; self evaluation 5; perf review 5; performance evaluation 5;
        year end review 5; quarterly review 5; reviewed 3; peer reviews 5; manager review 5; open 0; waiting
        0; pending 0; left 0; done 0; sign 1; signed 0; results 0; the review 4; open reviews 5; team 0; who
        still 1; still 0; missing 0; submitted 0; have to write 1; grade 1; rating 1; my self review 6; when
        is my 1; when are 1; upcoming 0; review me 2; reviewed me 3; my evaluation 5; my assessment 5; my
        appraisal 5; cycle end 3; which reviews 5; reviews do i 5; whose review 5; reviews waiting 5;
        reviews to write 6; reviews left 5; reviews due 5; feedback cycle 4; review this quarter 4; last
        review 5; next review 5; review result 5; review say 4; say in my review 6; reviewing 3; reviewer 3;
        reviewers 4; sign my review 6; read my review 7; see my review 7; upward 2; fill in my 0; self 1; on
        time 0; how far 0; are the 0""",
    AskIntent.contests: """
        contest 4; contests 4; competition 4; competitions 4; spiff 4; spiffs 4; spif 4; challenge 3;
        challenges 3; running 0; active 0; prize 3; prizes 3; winning 1; games 2; game 2; leading 0; ahead
        0; win 0; rules 0; winner 0; place 0; bonus game 3; raffle 3; sales contest 5; contest standings 6;
        contest leaderboard 6; contest ranking 6; competing 3; compete 3; tournament 4; sprint 1; contest
        rules 5; race 2; on 0; any 0; going on 0; standing 1; score 1; scores 1; join 1; joined 0; am i in
        1; current 0; incentive 3; incentives 3; battle 2; who leads the contest 6; ends 0; end 0; long 0;
        contest going on 5; in the contest 4; contest end 5; contest ends 5; contest over 5; ranking in the
        contest 6; place in the contest 6; leading the contest 6; winning the contest 6; ahead in the
        contest 6; who is ahead in 1; am i winning 1; over 0; what can i win 4; can i win 3; to win 2; win
        something 3; win anything 3; contest score 5; december contest 5; november contest 5; contest this
        5; when does 0; still 0; open 0; started 0; start 0; first 0""",
    AskIntent.one_to_one: """
        meet 2; agree 2; chat with 2; conversation 2; talk to 2; 1:1 4; coach me 4; one on one 4; one on
        ones 4; one to one 4; one to ones 4; coaching 4; coach 3; my 1:1 5; next 0; meeting 0; agenda 2;
        prep 1; prepare 1; topics 1; sync with 2; notes 0; action items 3; session 0; last 0; 1 on 1 5; 1 on
        1s 5; 1 to 1 5; 1 to 1s 5; 121 4; 1-2-1 4; 1:1 with 5; one on one with 5; catch up with 4; catch-up
        3; catchup 3; check-in with 2; talk with 3; talks 3; our talk 4; last talk 4; next talk 5; my talks
        5; speak with 3; speak to 2; when do i meet 4; when is my 1; our 1:1 5; 1:1 agenda 5; 1:1 notes 5;
        scheduled 1; schedule 1; when is 0; when do 1; manager 1; boss 1; my manager 1; did we 1; last time
        1; discuss 1; discussed 2; talked about 3; talk about 2; we talk 3; we spoke 2; 1 2 1 4; prep for 2;
        prepare for 2; prepare my 1; action items from 4; actions from 3; promises 3; promised 3; what did i
        promise 4; meeting with 3; meet with 1; agreed 3; agree on 1; agree with 1; agreed with 1; sit down
        with 4; sitting down with 4; conversation with 4; our last 2; our next 2; my next 1; together 1; see
        next 2; due with 1; series 2; calendar 1""",
    AskIntent.evidence: """
        evidence 4; on record 4; on file 4; track record 5; accomplishments 4; achievements 4; done well 3;
        record of 3; brag 3; wins and 1; my record 2; history 2; about me 0; about 0; written down 4;
        collected 3; work log 3; everything about 4; all about 3; timeline 4; file 3; file on 4; my file 3;
        written about 4; written down about 6; noted 3; noted about 4; notes about 4; notes on 4; proof 4;
        examples of 4; examples for 3; do well 3; did well 4; went well 3; accomplished 4; achieved 4;
        accomplish 4; achieve 3; has done 3; have done 2; have i done 4; did i do 4; did i achieve 5; have i
        achieved 5; good work 2; my wins 3; highlights 4; highlight 3; contributions 4; contribution 3;
        dossier 4; journal 3; log of 3; past 0; documented 4; document 2; facts about 4; facts on 3;
        material 3; material for 4; arguments 2; collect 2; gather 2; recorded about 4; history of 3; brag
        sheet 5; brag document 5; review material 4; for the review 0; what happened 2; show for 1; good
        things 3; to show 1; wins 0; record 2; say about 2; known 0; remarks 2; feats 3; strengths 2; been
        up to 4; have i been 1; has been 0; been doing 1; up to 1; behind 1; evidence for 1; evidence of 1;
        evidence on 1; evidence about 1; evidence that 1; support 0; proves 4; prove 4; proven 3; back up 4;
        backs up 4; backing 3; based on 2; stands on 2; deals behind 3; which deals 2; show me what 0; did
        0; has 0; closed 0; won 0; deals 0; calls 0; meetings 0; kudos 0; feedback 0; goals 0; list of 1;
        everything on 4; everything that 3; what is known 3; what do we know 4; what do we have on 5; have
        on 3; record for 4; record on 4; on the record 5; records 2; facts 2; how well 0; good 0; success 2;
        successes 4; story 2""",
    AskIntent.record: """
        who has read 4; who saw 4; who has seen 4; who looked 4; who has looked 4; who opened 4; who viewed
        4; kept 4; kept about 5; stored 4; data do you 5; store about 5; keep about 5; know about me 5;
        privacy 4; my data 5; data about me 6; who can see 4; feedback 0; words 0; hold on me 4; have on me
        4; saved about 4; gdpr 4; access 1; my words 3; keep 1; store 2; personal 1; record 1; long 0; data
        1; wrote 0; notes 0; numbers 0; who looked at 4; looked at my 5; seen my 4; seen my numbers 7;
        looked at my numbers 7; see my numbers 7; read my numbers 7; can see my 6; sees my 5; sees 2; who
        sees 4; can see 3; can read 4; who reads 4; reads my 4; has access 5; had access 5; access to my 5;
        visible to 3; spying 3; watching me 4; spy on 4; my privacy 5; private 2; information about me 5;
        info about me 4; have about me 5; know about 3; do you know 2; save about 4; saving 2; collect about
        me 5; tracked 3; tracking me 4; track about me 5; data protection 5; my information 4; how long do
        you keep 6; keep my 4; do you keep 4; do you store 4; do you save 4; do you have on 4; delete after
        3; retention 4; looked me up 5; looked at me 4; checked my 4; checking my 3; my file 1; who checked
        4; who accessed 5; accessed 4; opened my 4; read what i 5; hold about 4; remember about me 5;
        remember 2; logged 2; log about 2; saw 0; looking at my 5; is looking 2; audit 3; share my 2; shared
        2; with whom 2; stuff 0; see my 3; look at my 4; looking at 1; read my 3; been reading 3; reading my
        4; saw my 3; views my 4; view my 3; who read 4; see me 2; can see what 2; able to see 3; allowed to
        see 4; who knows 3; visible 3; exposed 3; secret 2; kept on me 5; stored on me 5; data on me 5;
        information on me 5; do you keep on me 6; held about 4; delete my data 5; what is stored 5; keep
        track of 2; gets to see 4; get to see 4; get to read 4; who gets 1""",
    AskIntent.settings: """
        working hours 4; time off 4; my hours 4; work hours 4; when do you write 5; settings 3; my settings
        5; notifications 4; notification 4; preferences 4; vacation 4; holiday 4; days off 4; day off 4;
        reminders 4; reminder 3; time zone 4; timezone 4; out of office 4; ooo 4; leave 1; hours 2; message
        me 3; messages me 3; write to me 4; messages 2; away 2; pto 4; when do 1; when will 1; configure 2;
        alerts 3; off 1; send me 1; holidays 4; annual leave 4; set 0; turn 0; adjust 0; my notifications 5;
        my reminders 5; my preferences 5; my working hours 6; my vacation 5; my time zone 5; reminding me 3;
        remind me 2; when will you 3; bother me 3; ping me 3; pings 3; pinging me 3; how often 1; too many
        messages 4; fewer messages 5; less messages 5; how often do you write 5; contact me 3; email me 1;
        dm me 3; digest 2; weekly message 3; monday message 3; what do you send 4; do you send 3; change
        when 3; opening hours 3; office hours 4; start work 3; i work 3; i am off 3; sick 3; parental 3; on
        leave 4; leave from 3; absent 4; absence 4; travelling 2; on holiday 5; in hours 0; between 0;
        message settings 5; turn on 2; turn off 2; switch off 3; switch on 2; disable 2; enable 2;
        unsubscribe 3; opt out 3; edit 0; update 0; my profile 3; adjust my 2; set my 2; change my 2; my
        calendar 3; out next week 3; gone until 3; away next week 4; away until 4; on vacation 5; on pto 5;
        off next week 4; off tomorrow 4; off on 2; off until 2; day off tomorrow 4; i am away 4; i am out 4;
        going on vacation 5; going on holiday 5; change when you 5; when you write 4; when you message 5;
        when you send 4; when do i get 4; what messages 4; which messages 5; fewer 2; less often 3; less 1;
        start at 1; at 9 1; finish at 1; work from 2; working time 5; working days 5; work days 4; part time
        3; language 2; quiet hours 4; what time do you 4; stop the weekly 2; weekly summary 2; the weekly 1;
        monday morning 1; my account 3; configuration 3; setup 2; next week 0; change 0; from 0; to 0; the
        0; stop 0; sending 1; emails me 2""",
    AskIntent.quiet: """
        snooze 4; quiet 3; mute 4; be quiet 4; do not disturb 5; dnd 4; pause 3; leave me alone 5; silence
        4; shut up 4; no messages 4; not disturb 5; do not message me 5; do not bother me 5; stop messaging
        5; stop bothering 5; stop messages 4; stop 1; hush 4; be silent 4; pause messages 5; pause
        notifications 6; mute notifications 6; snooze notifications 6; stop notifications 6; turn off
        notifications 6; stop writing 4; keep quiet 4; no notifications 6; no reminders 5; notifications 0;
        reminders 0; messages 0; do not ping me 5; stop pinging 5; no pings 4; shh 4; shush 4; be silent
        until 5; snooze until 5; quiet for 4; quiet hours 3; quiet until 5; mute for 5; mute me 4; mute
        yourself 5; not now 2; later 1; not write to me 4; not write me 4; not message 4; no more messages
        6; stop it 2; give me peace 4; peace 2; a break 3; break 2; take a break 4; focus time 4; need to
        focus 4; focus mode 4; do not remind me 5; do not write 4; do not send me 4; heads down 4; enough
        messages 3; go away 3; silent 2; hold messages 4; hold off 2; hold my messages 5; sleep 3; zip it 3;
        turn yourself off 4; stay quiet 5; stay silent 5; zzz 4; rest 2; give me a rest 4; nothing before 4;
        back on 1; not before 3; no more 2; turn off 2; switch off 2; switched off 1; enough 2; be off 2;
        too noisy 3; noisy 2; noise 2; off for 1; let me work 4; deep work 4; in a meeting until 4; hide 0;
        wake me 3; wake 2; unsnooze 4; unmute 4""",
    AskIntent.checkin: """
        check in 4; check-in 4; weekly check in 5; update my goals 6; update my goal 6; report progress 5;
        report my progress 5; update goal 4; update goals 4; weekly update 4; do my 0; fill in 0; my check
        in 5; update on my goals 5; log progress 5; log my progress 5; checking in 4; goals 0; goal 0;
        progress 1; my progress 1; status update 3; weekly 1; fill out 0; start 0; submit 1; check me in 5;
        weekly check 3; report on 2; report on my 3; update for g 2; want to report 4; report my 4; report
        1; report in 3; update on my 3; enter progress 5; enter my progress 6; add progress 5; record
        progress 5; update my progress 6; progress update 5; give update 2; give an update 2; my weekly 3;
        my update 3; write my update 5; my status 2; do the 0; do a 0; submit my 2; share progress 4; fill
        in my 1; this week 0; goal progress 3; fill my 1; progress on my goals 3; goal update 5; goals
        update 5; mark 1; log an update 4; complete my 1; update 1; updates 1; fill in my check in 4; want
        to update 3; need to update 3; status of my goals to 2; set progress 4; note progress 4; goal is at
        2; is at 1; now at 2; is done 3; done with 2; completed 2; finished 2; reached 2; weekly goals 3;
        report my goals 4; checking-in 4; time to check in 4; my numbers are 2; i did 2; time for my 2; tell
        you how 2; how my goals are 0""",
    AskIntent.thank: """
        thank 4; kudos to 4; thanks 3; props 3; thank you 4; thanks to 4; give kudos to 6; kudos for 4; give
        kudos 5; shout out 4; shout out to 5; send kudos 5; kudos 2; recognize 4; recognise 4; appreciate 4;
        appreciation 3; well done 4; great job 4; good job 4; great work 4; nice work 4; nice job 4; praise
        4; congrats 4; congratulations 4; congratulate 4; celebrate 3; props to 4; high five 4; hats off 4;
        points to 4; bravo 4; award 3; a point 2; send 0; say thank you 5; say thanks 5; give 0; big 0;
        thank you to 5; thanks for 2; thanking 3; a thank you 4; cheers to 4; cheers for 3; kudos and 1;
        applause 3; clap 2; round of applause 5; credit to 4; respect to 4; legend 2; rocks 3; rocked 4;
        rockstar 3; star 1; amazing 3; awesome 3; fantastic 3; excellent 3; brilliant 3; superb 3; nailed 3;
        nailed it 4; crushed it 3; killed it 3; did great 4; saved me 4; saved the day 5; saved my 4; helped
        me 4; helping me 2; helped 2; great help 4; deserves 3; deserve 3; appreciated 2; grateful 4;
        gratitude 4; tip of the hat 4; nice one 4; nicely done 4; proud of 4; love for 2; points for 4;
        reward 3; point to 4; points 2; say thank 4; want to thank 5; like to thank 5; let us thank 5; big
        up 4; huge thanks 4; many thanks 4; big thank you 5; thanks so much 4; recognition for 4;
        recognition to 4; praise for 4; public thanks 4; is the best 5; the best 2; you rock 5; rock 3; top
        job 4; top work 4; mvp 4; is a star 5; is a legend 5; is awesome 4; is amazing 4; is great 3; did a
        1; a shout 2; shout 2; big shout out 5; love 1; loved 2; thankful 4; so helpful 4; was great 3; was
        amazing 4; was awesome 4; killing 0; job 1; amazing job 4; super job 4; excellent work 4; brilliant
        work 4; hero 3; wow 2; kuddos 3; compliment 3; compliments to 4; medal 3; deserves kudos 5; deserves
        a 3; cheers 2""",
    AskIntent.feedback: """
        give feedback 4; feedback to 4; feedback 2; write feedback 4; leave feedback 4; send feedback 4;
        share feedback 4; some feedback 1; feedback about 2; feedback on 2; write 0; feedback for 2;
        constructive 1; leave 0; tell 0; write some feedback 5; give some feedback 5; give him feedback 5;
        give her feedback 5; have feedback 4; have feedback for 6; have some feedback 5; feedback to give 5;
        feedback to share 5; pass on feedback 5; tell feedback 3; note for 2; praise and 0; give
        constructive feedback 5; leave some feedback 5; send some feedback 5; share some feedback 5; provide
        feedback 5; provide 1; submit feedback 5; drop feedback 4; coaching feedback 2; put in feedback 4;
        type feedback 3; giving feedback 4; feedback i have for 4; my feedback to 6; my feedback for 6; my
        feedback on 3; for his 0; for her 0; observation 3; observed 2; noticed 2; say something to 3; good
        feedback 2; positive feedback 3; negative feedback 3; critical feedback 3; critical 1; honest
        feedback 3; tell him 0; comment for 3; some words for 3; words for 3; want to give 2; give 0;
        feedback concerning 3; note to 2""",
    AskIntent.ask_feedback: """
        for feedback 3; ask 2; ask for feedback 5; request feedback 5; get feedback 4; request feedback from
        6; feedback from 3; want feedback from 5; want feedback 3; request 1; need feedback 4; like feedback
        3; feedback request 4; me feedback 4; feedback on 0; feedback 1; from 0; get 0; like some feedback
        4; get some feedback 5; want some feedback 5; feedback request to 5; request some feedback 5; ask
        for some feedback 6; feedback please 1; opinion of 3; hear from 2; what does 0; think about my 3;
        think of my 3; get input 3; input from 3; review my 0; asking for feedback 5; asking 2; send a
        feedback request 6; send feedback request 6; a feedback request 5; feedback back 1; could give me 2;
        to give me 3; give me feedback 4; give feedback on my 2; solicit 3; invite feedback 4; collect
        feedback 5; gather feedback 5; how i 0; thoughts on 4; thoughts about 4; thoughts 3; opinion 3;
        opinions 3; what does think 0; thinks of 3; thinks about 3; think of 2; how did i do 4; input on 3;
        input 2; need some feedback 4; want some 0; love feedback 4; love some feedback 5; feedback would 1;
        get a review of 2; advice from 3; advice 2; critique 3; view on my 3; comment on my 4; comments on
        my 4; let me know what 2; want to know what 2; tell me how i 3; rate my 3""",
    AskIntent.won: """
        won 3; closed 3; signed 3; log a won deal 6; log a deal 6; log a win 6; log won 5; log deal 5; new
        deal 4; deal closed 4; closed a deal 5; won a deal 5; closed won 4; landed 3; sold 3; record a deal
        6; add a deal 5; log 2; book 2; booked 2; just closed 4; just won 4; just signed 4; deal with 1;
        deal 1; register a deal 5; record a win 6; got 1; report a win 5; i sold 3; deal is done 4; closing
        1; closed the 2; won the 2; signed the 2; new win 4; big win 3; another win 3; deal won 4; we closed
        4; i closed 4; we signed 4; i signed 4; i won 4; we won 4; have won 3; have closed 3; have signed 3;
        got the deal 4; got a deal 4; got acme 0; sealed 3; sealed the deal 5; inked 3; enter a deal 5;
        enter a won deal 6; enter deal 5; put in a deal 5; register 1; record 1; add a won deal 6; add won
        deal 6; add deal 5; book a deal 5; book the deal 5; bookings entry 2; said yes 3; went through 2;
        contract signed 4; contract 1; just sold 4; scored 2; bagged 3; brought in 1; brought home 2; for 0;
        worth 0; renewed 3; renewal 1; customer 0; deal is in 3; log my deal 5; log my win 5; booked a deal
        4; booked the deal 4; just booked 3; the deal 1; got a 1; just got 2; landed a 2; closing the 1;
        closed with 1; deal signed 4; signed with 2; closed it 3; yes from 2; new customer 3; new client 3;
        sold to 3; closed a 1; deal is won 5; is won 3; is closed 3; is signed 4; have landed 3; we landed
        4; i landed 4; put down 2; enter 2; note down 2; write down 3; note 1; add 1; mark 1; as won 4; mark
        as won 5""",
    AskIntent.goal: """
        set a goal 5; new goal 5; set goal 5; create a goal 5; add a goal 5; create goal 5; add goal 5; set
        a new goal 6; create a new goal 6; make a goal 5; set my goal 5; set myself a goal 6; goal to 2;
        goal for 1; goal 1; want to set 2; want a goal 4; start a goal 5; set a target 5; set up a goal 6;
        my goal is 5; a new goal 5; objective 1; define a goal 5; add an objective 5; set an objective 5;
        set goals 4; set me a goal 6; a goal for 3; a goal to 3; goal for myself 5; my goal for 2; a goal 2;
        i want to hit 3; i want to close 3; i want to book 3; i want to win 3; i want to make 3; i want to
        reach 3; aim to 4; aim for 4; aiming for 4; commit to 4; target of 3; target for 2; new objective 5;
        new target 5; new okr 5; add okr 5; create okr 5; create an objective 5; create a target 5; propose
        a goal 6; suggest a goal 6; give ben a goal 5; assign a goal 6; open a goal 4; begin a goal 5; write
        a goal 4; enter a goal 5; make me a goal 5; plan a goal 4; add a target 5; add goal for 5; set up
        goal 5; setting a goal 5; set 1; i need to hit 3; i need to close 3; i need to book 3; i have to
        close 3; i have to hit 3; plan to 2; want to get 2; i will close 3; i will book 3; i will win 3;
        promise to 3; target 1; make it my goal 5; set the goal 5; goal of 2; as a goal 5; as my goal 5; my
        target is 4; new target for 2; commit 2; want to do 1; want to have 1; challenge myself 4; improve
        my 2; raise my 2; increase my 2; get my 1; grow my 2; to hit 1""",
    AskIntent.topic: """
        add a topic 5; topic 4; add to my 1:1 7; to my 1:1 6; to our 1:1 6; for my 1:1 4; to the 1:1 6; talk
        about 4; discuss 4; bring up 4; next 1:1 1; in my 1:1 4; for our 1:1 4; add topic 5; in our 1:1 4;
        to my next 1:1 7; to our next 1:1 7; want to talk 4; on the agenda 4; to the agenda 5; to my agenda
        5; add 1; 1:1 1; in my next 1:1 5; for my next 1:1 5; 1:1 topic 5; 1:1 agenda 3; put 1; raise 1; to
        talk about in 5; discuss with 4; discuss in 5; agenda item 5; agenda 1; to the agenda of 5; for the
        1:1 4; in the 1:1 4; for next 1:1 5; talk with 1; talk to 1; note for my 1:1 7; for my 1 on 1 6; to
        my 1 on 1 6; my 1 on 1 1; want to discuss 5; like to discuss 5; like to talk 4; need to discuss 5;
        need to talk about 5; bring 1; save for 3; put on 2; remember for 2; mention 3; at our next 2; with
        my manager 2; with my boss 2; next time we 3; next meeting with 2; remind me to 1; add pricing to 2;
        on my 1:1 4; on our 1:1 5; with ana 0; want to raise 4; raise with 4; like to raise 5; to raise 2;
        ask about in 3; bring up with 4; bring up in 5; bring to 3; for my next 3; for our next 4; for the
        next 3; to my next 4; to the next 3; note for the 3; one on one 1; to my one on one 6; to our one on
        one 6; in my one on one 5; for my one on one 5; remember to 2; agenda for 2; item 1; point 1; talk
        with my manager about 5; talk to my manager about 5; let us talk about 5; let us discuss 5; on my
        agenda 4; to our agenda 5""",
}


def _parsed(written: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """The phrases with their weights, the longest first."""
    found: list[tuple[tuple[str, ...], int]] = []
    for each in written.split(";"):
        *words, weight = each.split()
        found.append((tuple(words), int(weight)))
    # A phrase says at least as much as what it holds.
    found = [(words, max(weight for part, weight in found if _holds(words, part))) for words, _ in found]
    return tuple(sorted(found, key=lambda phrase: -len(phrase[0])))


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


TRIGGERS: Mapping[AskIntent, tuple[tuple[tuple[str, ...], int], ...]] = {
    intent: _parsed(written) for intent, written in _WRITTEN.items()
}
TRIGGER_WORDS = frozenset(
    word for phrases in TRIGGERS.values() for phrase, _ in phrases for word in phrase if word.isalpha()
)
