"""The phrases of what concerns who asks, each with its weight. Pure."""

from collections.abc import Mapping

from bot.features.ask.rules.facts import AskIntent

PHRASES: Mapping[AskIntent, str] = {
    AskIntent.help: """
        do with you 5;
        what can you do 5; what i can ask 6; what can i ask 5; can ask 3; examples of what 5; answer
        0; question 0; what do you do 5; how do you work 4; how does this work 4; help 3; menu 3;
        commands 3; help me 3; how do i use 4; what can i do here 5; options 3; get started 4; who
        are you 5; what are you 4; what is this 4; i am new 5; i am lost 4; new here 4; how can i 2;
        how to 3; what is pacer 5; what does pacer do 6; what does this do 4; what else can you do
        5; how do you use 4; help please 4; confused 3; where do i start 4; how do i start 5;
        instructions 4; manual 3; guide 3; tutorial 3; features 3; examples 2; show me around 4; can
        you help 4; what can i type 5; list of commands 5; abilities 3; good for 3; possibilities 3;
        command 3; for dummies 2; stuck 1; what now 3; explain yourself 4; introduce yourself 4;
        functions 3; explain pacer 4; use pacer 4; use you 4; works 1; pacer 0; work 1; how do i 4;
        sos 4; halp 4; hilfe 4; ayuda 4; aide 4; hola 4; hallo 4; bonjour 4; salut 4; ciao 4; huh 3;
        what is possible 5; what else 3; teach me 4; explain this 4; what are my options 6; what is
        this thing 5; what are you for 5; get going 3; learn 2; write 0; log 0; type 2; get help 4;
        need help 3; some help 4; menu please 4; please help 4; what can we do 4; what can i use 4;
        what is there 3; do here 3; for what 0; purpose 3; useful 2; hello 3; hi 3; hey 3; morning
        0; new 0; can you do 4; you do 2; do not understand 4; do not get 4; able to do 4; to write
        2; what words 4; assist 3; everything you 4; you can do 4; you help 4; can i do 4; can i say
        4; can i write 4; should i write 4; do i write 4; do i type 4; how do you 2; your features
        4; your commands 4; this bot 4; this app 4; this thing 3; get it 1; show me what 2; know how
        to 2; capabilities 4; skills do you 3; talk to you 4; ask you 4; usage 3; docs 3;
        documentation 3; with you 1; what can i 2; how to use 4; use this 3; this work 3; walk me
        through 4; onboarding 3; intro 3; introduction 3; basics 3; cheat sheet 4; cheatsheet 4; do
        i say 4; say to you 3; shortcuts 3; how does it work 4; it works 2; no idea 2; no clue 2;
        explain what you 3; show me the commands 5; all commands 5""",
    AskIntent.today: """
        what should i do 5; take care of 3; should take care 4; did i miss 4; important things 3;
        things that i should 3; what do i need to do 5; what do i have to do 5; needs me 4; waits
        for me 4; waiting for me 4; waiting on me 4; my day 4; to do 3; need to do 4; my tasks 5;
        tasks 3; next steps 4; anything for me 4; on my plate 5; my plate 5; what is next 4; what
        next 4; my agenda 4; agenda 3; priorities 4; need my attention 5; needs my attention 5;
        should i focus on 5; focus on 3; pending 3; do i owe 5; what is due 4; due 2; open items 4;
        to be done 4; first thing 0; first 0; anything waiting 4; waiting 2; next 0; anything 0; i
        need to do 4; need from me 5; want from me 4; need me 3; expecting from me 5; do i have to
        3; must i do 5; on for today 4; on my list 4; my list 3; open for me 5; anything open 4; my
        to do 5; my plan 3; forgetting 3; did i forget 5; miss anything 4; missed 2; overdue 4;
        outstanding 3; my turn 3; left to do 4; still to do 4; unfinished 3; attention 1; urgent 3;
        i have to do 4; waiting for my 4; need my 3; should do 3; what is open 3; answer 1; start
        with 3; what should i 3; actions 2; action 2; deserves my 3; where should i start 5; should
        i start 4; to answer 3; asks 0; work on 3; should i work 4; what is up for me 4; homework 3;
        on me 2; today 0; next action 4; planned 2; top priority 4; priority 3; my priorities 5;
        expected of me 5; what is up 3; what is new 3; brief me 4; briefing 4; brief 2; rundown 3;
        run down 3; start my day 5; my morning 4; catch me up 2; anything new 4; news for me 4;
        anything urgent 4; need to know 3; need to answer 4; needs an answer 4; what do i 1; today
        for me 1; morning 1; for today 2; my next 2; what to do 4; what now 3; what is left 2; do
        today 3; do now 4; do first 4; do next 4; do this week 3; to work on 4; requires my 4;
        require my 4; on the list 3; my open 3; my actions 4; catch up on 3; waiting on 3; is
        waiting 3; are waiting 3; waits 3; wait for me 4; asked of me 4; have to do 3; got to do 4;
        on today 3; up today 4; due today 4; due this 2; tackle 3; action required 4; on my desk 4;
        what do i have 3; have today 3; what have i got 3; got for me 3; going on today 3; need me
        to 3; for me today 4; on for me 4; hit me with 0; for me to do 5; something for me 4;
        anything for me to 5; needs doing 4; need doing 4; what is happening 2; what is going on 2;
        on the agenda today 4; what do you have for me 5; what have you got for me 5; to do list 5;
        my to do list 5; todo list 5; what is waiting 4; what else do i 2; what should i be doing 5;
        should i be doing 4; should i do first 5""",
    AskIntent.pulse: """
        anonymous questions 5; anonymous question 5; pulse 4; pulses 4; pulse survey 5; survey 4;
        surveys 4; anonymous 4; poll 3; mood 3; morale 3; results 0; team mood 4; feeling 1; answers
        0; engagement 4; happy 3; happiness 4; satisfaction 3; satisfied 2; how happy 4; how is the
        mood 6; the mood 4; anonymously 4; anonymous feedback 5; question round 2; climate 3; team
        feeling 4; feel 2; enps 4; nps 3; pulse check 5; team health 3; vibe 3; team pulse 5; spirit
        2; answer 0; open 0; vote 2; results of 1; how does the team feel 6; does the team feel 5;
        do people feel 4; people feel 3; feels 3; feels about 2; feel about 2; asked anonymously 5;
        ask anonymously 5; ask the team 4; team thinks 3; team think 3; team say 3; questionnaire 4;
        employee survey 5; team survey 5; pulse question 5; pulse questions 5; secret question 3;
        open questions 3; anything to answer 3; came out of 2; outcome 1; result 1; respond 1;
        responses 2; responded 2; answered 1; participation 2; how many answered 3; pulse results 6;
        pulse result 6; really anonymous 5; team feel 4; the team feel 5; how does 0; survey results
        6; any pulse 5""",
    AskIntent.my_kudos: """
        my kudos 5; thanked me 5; my points 4; kudos did i 5; kudos have i 5; kudos do i 5; i been
        thanked 5; thanked 0; did i get 3; have i received 3; have i got 2; have i gotten 3; i get
        1; do i have 1; points 2; who thanked 3; kudos i 4; my recognition 5; my thanks 4; i
        received 3; kudos 1; recognized me 5; recognised me 5; left to give 3; can i give 3; kudos
        left 3; received 0; gotten 0; left 0; got 0; praise for me 4; appreciated me 5; am i thanked
        4; thank me 5; my score 2; credit 1; my balance 4; points left 4; kudos do i have 6; kudos
        can i 5; kudos i have 5; kudos i got 5; thanks did i get 5; i been given 4; was i thanked 5;
        i thanked 3; got me 0; kudos for me 5; anyone thank 3; anyone thanked 3; anybody thank 3;
        anybody thanked 3; shout outs for me 5; say thanks to me 5; gave me 3; given me 2; to give
        1; received kudos 4; kudos points 3; my shout outs 5; any kudos 3; praise 2; did i receive
        3; i receive 3; nice about me 4; have i 0; many 0; balance 2; recognized 2; recognised 2;
        how popular 2; thanked by 2; been thanked 2; thank me for 3; anyone thank me 3; kudos points
        do i 5; points do i 4; points have i 4; points can i 5; how many points 4; gave me kudos 6;
        thanks for me 4; give away 3; left today 3; left this 1; times 0; often 0; much 0; who gave
        me 4; recognized for 4; recognised for 4; kudos from 3; thanks from 3; praised me 4; was i
        1; have people 1; people thanked 3; kudos total 4; total kudos 3; did people thank me 5;
        thanking me 3""",
    AskIntent.inbox: """
        my feedback 5; feedback for me 5; feedback about me 6; feedback on me 5; feedback did i 5;
        feedback do i 4; feedback have i 5; feedback i 4; feedback from 4; unread feedback 5; new
        feedback 5; feedback inbox 6; inbox 4; any feedback 4; feedback 2; said about me 5; say
        about me 5; think of me 4; written about me 5; wrote about me 5; received 0; to read 1; read
        0; unread 1; feedback to read 5; gave me feedback 6; given me feedback 6; given to me 2;
        people say about me 6; people think 2; people think of me 5; received feedback 4; feedback
        received 4; any news 1; feedback waiting 5; anyone write 2; written me 3; write me 1; leave
        me feedback 6; left me feedback 6; did i get feedback 6; give me feedback 3; new 0; my inbox
        5; i received 2; what do people 2; others 0; colleagues 0; others say 3; got 1; show me
        feedback 3; what feedback 3; see feedback 3; see my 0; feedback is there 4; there feedback
        3; feedback that 1; somebody 0; someone 0; anybody 0; anyone 0; people 0; from others 2;
        from my 1; write to me 3; wrote to me 4; wrote me 4; written to me 4; feedback to me 5; left
        for me 4; said to me 3; for me to read 5; read what 0; told me 2; say about my 4; said about
        my 4; think about me 4; talk about me 3; anything written 2; leave for me 3; comments 3;
        comments for me 5; comments about me 5; compliments 3; notes for me 4; new feedback for me
        1; wrote feedback for me 3; opinions about me 4; opinion of me 4; what people wrote 4;
        people wrote 3; feedback has 3; feedback been 3; anything new 1; new in 1; has anyone 1;
        given 0; anyone given 2; feedback lately 3; feedback yet 3; show feedback 3; feedback i
        received 5; feedback i got 5; feedback i have 4; feedback people 4; what has been said about
        me 5; been said about 4; been written about me 5; who wrote me 3; wrote me feedback 5;
        messages for me 2; something to read 4; anything to read 4; new to read 4""",
    AskIntent.reviews: """
        review 4; reviews 4; appraisal 4; appraisals 4; review cycle 6; self review 5; self-review
        5; performance review 6; performance reviews 6; evaluation 4; evaluations 4; peer review 5;
        self-assessment 4; self assessment 4; assessment 3; due 0; cycle 0; finish 0; write 1;
        deadline 0; next 0; performance 0; status 0; my reviews 5; my review 5; review form 4;
        annual review 5; yearly review 5; mid-year 3; midyear 3; 360 4; self evaluation 5; perf
        review 5; performance evaluation 5; year end review 5; quarterly review 5; reviewed 3; peer
        reviews 5; manager review 5; open 0; waiting 0; pending 0; left 0; done 0; sign 1; signed 0;
        results 0; the review 4; open reviews 5; team 0; who still 1; still 0; missing 0; submitted
        0; have to write 1; grade 1; rating 1; my self review 6; when is my 1; when are 1; upcoming
        0; review me 2; reviewed me 3; my evaluation 5; my assessment 5; my appraisal 5; cycle end
        5; which reviews 5; reviews do i 5; whose review 5; reviews waiting 5; reviews to write 6;
        reviews left 5; reviews due 5; feedback cycle 4; review this quarter 4; last review 5; next
        review 5; review result 5; review say 4; say in my review 6; reviewing 3; reviewer 3;
        reviewers 4; sign my review 6; read my review 7; see my review 7; upward 2; fill in my 0;
        self 1; on time 0; how far 0; are the 0; does the review 4; still have to 2; is my review 5;
        my review done 6; review due 5""",
    AskIntent.contests: """
        contest 4; contests 4; competition 4; competitions 4; spiff 4; spiffs 4; spif 4; challenge
        3; challenges 3; running 0; active 0; prize 3; prizes 3; winning 1; games 2; game 2; leading
        0; ahead 0; win 0; rules 0; winner 0; place 0; bonus game 3; raffle 3; sales contest 5;
        contest standings 6; contest leaderboard 6; contest ranking 6; competing 3; compete 3;
        tournament 4; sprint 1; contest rules 5; race 2; on 0; any 0; going on 0; standing 1; score
        1; scores 1; join 1; joined 0; am i in 1; current 0; incentive 3; incentives 3; battle 2;
        who leads the contest 6; ends 0; end 0; long 0; contest going on 5; in the contest 4;
        contest end 5; contest ends 5; contest over 5; ranking in the contest 6; place in the
        contest 6; leading the contest 6; winning the contest 6; ahead in the contest 6; who is
        ahead in 1; am i winning 1; over 0; what can i win 4; can i win 3; to win 2; win something
        3; win anything 3; contest score 5; december contest 5; november contest 5; contest this 5;
        when does 0; still 0; open 0; started 0; start 0; first 0""",
    AskIntent.one_to_one: """
        meet 2; agree 2; chat with 2; conversation 2; talk to 2; 1:1 4; coach me 4; one on one 4;
        one on ones 4; one to one 4; one to ones 4; coaching 4; coach 3; my 1:1 5; next 0; meeting
        0; agenda 2; prep 1; prepare 1; topics 1; sync with 2; notes 0; action items 3; session 0;
        last 0; 1 on 1 5; 1 on 1s 5; 1 to 1 5; 1 to 1s 5; 121 4; 1-2-1 4; 1:1 with 5; one on one
        with 5; catch up with 4; catch-up 3; catchup 3; check-in with 2; talk with 3; talks 3; our
        talk 4; last talk 4; next talk 5; my talks 5; speak with 3; speak to 2; when do i meet 4;
        when is my 1; our 1:1 5; 1:1 agenda 5; 1:1 notes 5; scheduled 1; schedule 1; when is 0; when
        do 1; manager 1; boss 1; my manager 1; did we 1; last time 1; discuss 1; discussed 2; talked
        about 3; talk about 2; we talk 3; we spoke 2; 1 2 1 4; prep for 2; prepare for 2; prepare my
        1; action items from 4; actions from 3; promises 3; promised 3; what did i promise 4;
        meeting with 3; meet with 1; agreed 3; agree on 1; agree with 1; agreed with 1; sit down
        with 4; sitting down with 4; conversation with 4; our last 2; our next 2; my next 1;
        together 1; see next 2; due with 1; series 2; calendar 1; the agenda 2; agenda for my 1:1 6;
        agenda for our 1:1 6; on the agenda 2; what is on 0; my next one on one 5; is my next 1;
        with my manager 2; with my boss 2; with my lead 2; our meeting 2""",
    AskIntent.evidence: """
        evidence 4; proof points 5; on record 4; on file 4; track record 5; accomplishments 4;
        achievements 4; done well 3; record of 3; brag 3; wins and 1; my record 3; history 2; about
        me 1; about 0; written down 4; collected 3; work log 3; everything about 4; all about 3;
        timeline 4; file 3; file on 4; my file 3; written about 4; written down about 6; noted 3;
        noted about 4; notes about 4; notes on 4; proof 4; examples of 4; examples for 3; do well 3;
        did well 4; went well 3; accomplished 4; achieved 4; accomplish 4; achieve 3; has done 3;
        have done 2; have i done 4; did i do 2; did i achieve 5; have i achieved 5; good work 2; my
        wins 3; highlights 4; highlight 3; contributions 4; contribution 3; dossier 4; journal 3;
        log of 3; past 0; documented 4; document 2; facts about 4; facts on 3; material 3; material
        for 4; arguments 2; collect 2; gather 2; recorded about 4; history of 3; brag sheet 5; brag
        document 5; review material 4; for the review 0; what happened 2; show for 1; good things 3;
        to show 1; wins 0; record 2; say about 2; known 0; remarks 2; feats 3; strengths 2; been up
        to 4; have i been 1; has been 0; been doing 1; up to 1; behind 1; evidence for 1; evidence
        of 1; evidence on 1; evidence about 1; evidence that 1; support 0; proves 4; prove 4; proven
        3; back up 4; backs up 4; backing 3; based on 2; stands on 2; deals behind 3; which deals 2;
        show me what 0; did 0; has 0; closed 0; won 0; deals 0; calls 0; meetings 0; kudos 0;
        feedback 0; goals 0; list of 1; everything on 2; everything that 3; what is known 3; what do
        we know 4; what do we have on 5; have on 3; record for 4; record on 4; on the record 5;
        records 2; facts 2; how well 0; good 0; success 2; successes 4; story 2; evidence do 1;
        evidence is 1; evidence there 1; have you got on 3; documented about 4; everything written
        4; wins and feedback 3; what did do well 6; how did do 0; what do you have on 3; what is on
        record 5; on the record for 4; what has been written 3; been written down 4; been noted 4;
        about ben 0; log 0; diary 3; notes of 2; the file on 5""",
    AskIntent.record: """
        who has read 4; who saw 4; who has seen 4; who looked 4; who has looked 4; who opened 4; who
        viewed 4; kept 4; kept about 5; stored 4; data do you 5; store about 5; keep about 5; know
        about me 5; privacy 4; my data 5; data about me 6; who can see 4; feedback 0; words 0; hold
        on me 4; have on me 4; saved about 4; gdpr 4; access 1; my words 3; keep 1; store 2;
        personal 1; record 1; long 0; data 1; wrote 0; notes 0; numbers 0; who looked at 4; looked
        at my 5; seen my 4; seen my numbers 7; looked at my numbers 7; see my numbers 7; read my
        numbers 7; can see my 6; sees my 5; sees 2; who sees 4; can see 3; can read 4; who reads 4;
        reads my 4; has access 5; had access 5; access to my 5; visible to 3; spying 3; watching me
        4; spy on 4; my privacy 5; private 2; information about me 5; info about me 4; have about me
        5; know about 3; do you know 2; save about 4; saving 2; collect about me 5; tracked 3;
        tracking me 4; track about me 5; data protection 5; my information 4; how long do you keep
        6; keep my 4; do you keep 4; do you store 4; do you save 4; do you have on 4; delete after
        3; retention 4; looked me up 5; looked at me 4; checked my 4; checking my 3; my file 1; who
        checked 4; who accessed 5; accessed 4; opened my 4; read what i 5; hold about 4; remember
        about me 5; remember 2; logged 2; log about 2; saw 0; looking at my 5; is looking 2; audit
        3; share my 2; shared 2; with whom 2; stuff 0; see my 1; look at my 1; looking at 1; read my
        own 3; who read my 4; been reading 3; reading my 4; saw my 3; views my 4; view my 1; who
        read 4; see me 2; can see what 2; able to see 3; allowed to see 4; who knows 3; visible 3;
        exposed 3; secret 2; kept on me 5; stored on me 5; data on me 5; information on me 5; do you
        keep on me 6; held about 4; delete my data 5; what is stored 5; keep track of 2; gets to see
        4; get to see 4; get to read 4; who gets 1; track me 4; do you track 4; my stuff 1; at my
        stuff 3; can see my numbers 7; my numbers 0; opened my feedback 6; keep on me 5; saved on me
        5""",
    AskIntent.settings: """
        working hours 4; i do not work 5; do not work on 5; only work 4; too many pings 5; write too
        often 5; too often 3; time off 4; my hours 4; work hours 4; when do you write 5; settings 3;
        my settings 5; notifications 4; notification 4; preferences 4; vacation 4; holiday 4; days
        off 4; day off 4; reminders 4; reminder 3; time zone 4; timezone 4; out of office 4; ooo 4;
        leave 1; hours 2; message me 3; messages me 3; write to me 4; messages 2; away 2; pto 4;
        when do 1; when will 1; configure 2; alerts 3; off 1; send me 1; holidays 4; annual leave 4;
        set 0; turn 0; adjust 0; my notifications 5; my reminders 5; my preferences 5; my working
        hours 6; my vacation 5; my time zone 5; reminding me 3; remind me 2; when will you 3; bother
        me 3; ping me 3; pings 3; pinging me 3; how often 1; too many messages 4; fewer messages 5;
        less messages 5; how often do you write 5; contact me 3; email me 1; dm me 3; digest 2;
        weekly message 3; monday message 3; what do you send 4; do you send 3; change when 3;
        opening hours 3; office hours 4; start work 3; i work 3; i am off 3; sick 3; parental 3; on
        leave 4; leave from 3; absent 4; absence 4; travelling 2; on holiday 5; in hours 0; between
        0; message settings 5; turn on 2; turn off 2; switch off 3; switch on 2; disable 2; enable
        2; unsubscribe 3; opt out 3; edit 0; update 0; my profile 3; adjust my 2; set my 2; change
        my 2; my calendar 3; out next week 3; gone until 3; away next week 4; away until 4; on
        vacation 5; on pto 5; off next week 4; off tomorrow 4; off on 2; off until 2; day off
        tomorrow 4; i am away 4; i am out 4; going on vacation 5; going on holiday 5; change when
        you 5; when you write 4; when you message 5; when you send 4; when do i get 4; what messages
        4; which messages 5; fewer 2; less often 3; less 1; start at 1; at 9 1; finish at 1; work
        from 2; working time 5; working days 5; work days 4; part time 3; language 2; quiet hours 4;
        what time do you 4; stop the weekly 2; weekly summary 2; the weekly 1; monday morning 1; my
        account 3; configuration 3; setup 2; next week 0; change 0; from 0; to 0; the 0; stop 0;
        sending 1; emails me 2; sending me 2; stop sending me 4; what you send 4; change what 1; you
        send me 4; message me less 5; messages less 3; monday messages 4; weekly messages 4; too
        much 2; too many 2""",
}
