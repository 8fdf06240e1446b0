"""The phrases of figures, goals and boards, each with its weight. Pure."""

from collections.abc import Mapping

from bot.features.ask.rules.facts import AskIntent

PHRASES: Mapping[AskIntent, str] = {
    AskIntent.sheet: """
        numbers 3; figures 3; where i am at 3; where am i at 3; do alright 3; doing alright 3;
        alright 1; how bad is it 3; any good 2; status on 2; number wise 3; how is it looking 3; is
        looking 2; how did do 3; good week 3; good month 3; good quarter 3; up to number 2; bad is
        it 1; have a good 2; performance 3; stats 3; number 2; how is 2; how are 2; how am 2; how
        was 2; how were 2; how did 2; doing 2; on track 2; performing 3; scorecard 4; results 3;
        dashboard 4; kpis 4; kpi 3; metrics 3; metric 2; sheet 2; do i stand 3; stand 2; track 0;
        how far 1; progress 1; getting on 2; get on 0; statistics 3; report 1; data 1; do 0; did 0;
        tracking 2; how close 1; update 1; recap 3; summary 2; report card 4; snapshot 3; my week 3;
        my month 3; my quarter 3; my year 3; overview 2; looking 1; coming along 3; perform 3;
        performed 3; fare 2; faring 3; shaping up 2; holding up 2; is up with 2; getting along 2;
        numbers look 4; figures look 4; look 0; looked 0; done 1; kpi sheet 4; target 0; close 0;
        results look 3; status 1; brief 1; check on 2; key figures 4; standing 2; sales numbers 4;
        sales figures 4; sales performance 5; sales results 5; well 0; good 0; ok 1; okay 1; fine 0;
        bad 0; everything 0; catch me up 3; up to speed 2; quick look 1; the numbers 3; number look
        2; things 0; made 0; everything ok 2; everything okay 2; been doing 2; how has 2; how have
        2; has been 1; have been 1; lately 1; recently 1; these days 1; trending 1; how is it 1; go
        for 1; how well 2; quarterly 2; monthly 2; weekly 2; kicking 1; metrics for 2; productivity
        1; achievement 2; pipeline 0; numbers for 1; numbers of 1; numbers on 1; state of 2; look
        like 2; looks like 2; health 2; my sales 1; sales for 1; sales of 1; score 1; scores 1;
        situation 2; where is 1; where am i 2; where are we 3; where do we stand 4; how do we stand
        4; we stand 1; stands 2; profile 1; card 1; level 0; against plan 0; for 0; show 0; sales
        team 0; how is it going 3; how are things 3; how goes 3; fill me in 3; catch up on 2; a look
        at 2; look at 2; status of 2; how did i do 4; how did we do 4; how are we tracking 4; doing
        well 3; in good shape 3; good shape 2; going well 2; how well is 3; how well am 3; progress
        report 3; roundup 3; round up 3; review of 0; quick read on 3; read on 2; the story with 3;
        story 0; picture 2; the state of 3; track record 0; week look 3; month look 3; quarter look
        3; scores look 2; going for me 2; what have i done 3; what has done 1; rundown on 3; run
        down on 3; intel on 2; the latest on 3; latest on 3; news on 3; news of 2; update me on 3;
        update on 2; checking on 2; how do look 2; sell 0""",
    AskIntent.metric: """
        why 3; what is 1; what was 1; what are 1; how much 1; how many 1; so low 1; so high 1; how
        is 1; how are 1; how was 1; explain 3; how come 3; calculated 2; computed 2; rate 0; numbers
        0; number 0; figures 0; low 1; high 1; doing 0; how did 1; performance 0; stats 0; total 1;
        where is 1; breakdown 1; what drives 3; on track 0; average 1; left 0; how long 1; how often
        2; how big 1; how fast 1; how close 1; how far 1; tell 0; trend 1; trending 2; current 1;
        look 0; looking 0; compute 2; come from 3; comes from 3; made of 3; behind 1; formula 3;
        definition 3; mean 2; means 2; meant 2; defined 2; drop 1; fall 1; go down 1; go up 1; gone
        down 1; gone up 1; changed 1; change 1; dropped 1; worse 1; better 1; tanked 1; tanking 1;
        lower 1; higher 1; what happened 2; wrong with 2; reason 3; numbers behind 3; show 0; does
        0; take 0; per 0; usually 0; typical 0; gap 1; more 0; need 0; needed 0; number of 2; amount
        of 2; size 0; count 1; counted 2; team 0; on 0; overall 0; doing on 0; who 0; give 0; was 0;
        all 0; total number of 3; tell me my 1; what has 1; how much of 1; how many of 1; got 0;
        still 0; far 0; hit 0; track 0; so far 0; reach 0; gets 0; go 0; went 0; down 1; up 1; bad
        1; good 1; poor 1; decline 1; declined 1; declining 2; explain why 1; causes 2; cause 1;
        math 2; maths 2; calculation 3; calculate 2; where does 2; where do 1; come 0; get to 1; got
        to 0; equals 2; exactly 0; how often do 1; by 0; wrong 1; right 0; correct 1; check my 0;
        daily 0; a day 0; done 0; ever 0; made 0; improving 1; improve 0; show my 0; stand 0; stands
        0; am i at 1; are we at 1; at with 1; status 0; progress 0; much 0; percentage 0; percent 0;
        score 0; ahead of 1; enough 1; break down 2; make enough 1; how quickly 1; versus 0; how far
        off 1; off 0; need to sell 1; to sell 0; do i need 1; have to sell 1; still need 1; missing
        1; short of 1; left to 1; remaining 1; take us 0; us 0; take me 0; tell me about 1; have we
        0; have i 0; what percentage of 1; how many total 1; wins 0; how good is 1; how bad is 1;
        what does 0; look like 1; is my 1; are my 1; is our 1; are our 1; do i have 1; do we have 1;
        have i got 1""",
    AskIntent.goals: """
        goals 4; goal 3; left 0; did i commit 5; did commit to 4; sign up for 3; signed up for 3;
        objectives 4; objective 3; at risk 2; okrs 4; okr 4; targets 3; off track 2; on track 0;
        ended 0; past 0; how is 0; progress 1; company 0; tree 1; active 0; my goals 5; behind 0;
        goals due 4; my objectives 5; my okrs 5; hit 0; open 0; goal status 5; my goal 4; progress
        on 1; how far 1; tracking 1; status 0; active goals 5; late 1; slipping 1; goal tree 5; red
        1; in danger 2; need attention 1; agreed 1; commitments 3; commitment 3; finished 0;
        completed 0; reached 0; current goals 5; closed 0; okr progress 4; my targets 4; goal
        progress 3; close to my goal 4; close to my goals 4; from my goal 4; goals left 4; goals do
        4; goals does 4; goals have 4; goals has 4; goals are 4; goals is 4; goals of 4; goals for
        4; goal list 4; due this 1; due next 1; goal of 1; goal is 1; which goal 4; which goals 4;
        working on 1; works on 1; achieving 1; achieve 1; completing 1; finish 0; we hit 0; how many
        goals 4; missed goals 4; missed 1; met 0; doing with 0; list of 0; set for 1; agreed on 2;
        trying to 1; aligned 1; aims 3; milestones 3; milestone 3; aiming 2; committed to 3; working
        toward 3; working towards 3; supposed to hit 4; supposed to achieve 4; goals soon 4; soon 0;
        goals due soon 5; targets for 3; due soon 1; what goals 4; any goals 4; all goals 4; far
        along 2; along 0; up with 0""",
    AskIntent.board: """
        leaderboard 4; against everybody 4; against everyone 4; against others 4; am i last 5; i
        last 2; fewest 3; least 3; closest 3; furthest 3; jumped 3; compare to others 5; others 1;
        ranking 4; rankings 4; my place 4; most improved 4; improved 3; board 3; ahead 3; leading 3;
        best 3; top 2; standings 4; rank 4; ranked 4; my rank 5; do i rank 5; winning 3; top sellers
        5; top seller 5; top reps 5; top rep 5; top performers 5; top performer 5; who is first 5;
        first place 4; number one 4; scoreboard 4; league table 4; most 2; highest 3; position 3; in
        the lead 4; who sold the most 5; biggest 1; sellers 0; seller 0; reps 0; rep 0; performers
        0; kudos 0; who has 1; who is 0; league 2; where do i stand 1; company 0; lead 1; crushing
        it 3; killing it 3; on top 4; first 2; am i first 5; lowest 3; worst 2; last place 3; top of
        the 3; number 1 3; 1 1; got the most 3; gets the most 3; with the most 3; made the most 3;
        has the most 3; did the most 3; closed the most 4; won the most 4; booked the most 4; the
        winner 3; winner 3; best rep 5; best seller 5; best performer 5; star 2; leader 3; leaders
        3; up front 2; beating 2; beats 2; compare with 1; compare to 1; compared to 1; against the
        team 3; improvement 2; improving 3; improved the most 6; who improved 5; climbed 3; biggest
        jump 4; most progress 4; gained the most 4; league tables 4; podium 4; table 2; in front 3;
        how high 2; which place 4; what place 4; what position 5; what rank 5; who is the best 5;
        who is best 5; best at 4; good at 1; how do i compare 4; do i compare 4; do we rank 5; does
        0; rate 0; am i in 1; performing best 5; doing best 5; selling the most 5; sells the most 5;
        sold most 5; outselling 3; hottest 3; best month 3; is top 4; at the top 4; reps like me 3;
        peers 2; like me 2; teams 1; which team 2; sales 0; champion 3; champ 3; selling 0; sellers
        by 2; sort 1; list 0; leaderboard kudos 0; who 1; which rep 3; which reps 3; rep of the 3;
        seller of the 3; is number one 4; got most 4; has most 4; most of 2; have the most 4; have
        most 4; best closer 5; closer 2; closers 2; performer 2; top team 4; best team 4; teams
        compare 3; team against team 5; best this 1; best in 1; best on 2; top in 2; top on 2; top
        for 2; tops 3; leads 3; leads in 2; hall of fame 4; scores 2; high score 4; high scores 4;
        lead in 2; worst at 2; do i come 3; come first 3; come in 2; am i on the 2; where am i on
        the 4; where am i in the 4; where am i 2; compare with others 4; compared to others 4;
        compared with others 4; improve the most 5; catching up 2; overtaken 3; overtook 3; passed
        me 3; above me 4; ahead of me 4; below me 3; behind me 3; in first 4; in second 3; the ranks
        3; ranks 3; ranks first 4; ranked by 2; sorted by 2; by 0; in 0; the board 1; fastest 3;
        slowest 3; smallest 3; strongest 3; largest 3; greatest 3; by rep 3; per rep 3; each rep 3;
        by person 3; per person 3; every rep 3; all reps 2; top dog 4; hot 2; on fire 3; beating me
        4; number 2 3; number two 3; pack 0; leading the pack 5; rest of the team 3; to the rest 1;
        rest 0; compare 1; order by 2; the leader 3; top three 4; top five 4; top ten 4; the top 3;
        3 0; 5 0; 10 0; 2 0; who do i 0; gap 0; make it 0; king 3; queen 3; won the month 4; best of
        3; beat 3; to beat 3; am i ahead 4; ahead of 3; doing the best 4; our best 3; whose 1; who
        had 2; who makes the most 4; who does the most 4; most in 2; outperform 3; outperforming 3;
        top of 3; highest in 3; who comes first 4; by how much 1; sells most 4; closes the most 4;
        makes the most 4; wins the most 4; books the most 4; got the best 4; has the best 5; have
        the best 4; has the highest 5; who is winning 4; the race 3; race 2;
        where do i sit 5; do i sit 3; i sit on 3; where does sit 3; last one 3; thinnest 3;
        weakest 3; quickest 3; hardest 3; longest 3; shortest 3; top three 4; bottom 3; from the bottom 4;
        which place 4; in which place 5; place is 3; beat 2; overtake 3; pass me 3; catch me 2""",
    AskIntent.thanked: """
        most thanked 5; kudos 2; thanked 3; who was thanked 5; most kudos 5; most recognized 5; most
        recognised 5; top kudos 5; most appreciated 5; most 1; who got 2; who gets 2; who received
        2; recognition 2; top 0; leaderboard 0; who has 0; recognized 2; recognised 2; received 0;
        appreciated 2; most shout outs 5; most thanks 5; board 0; kudos king 4; kudos champion 5;
        gets thanked 5; got thanked 5; been thanked 4; most points 3; thanked the most 6; thanked
        most 6; most praise 5; most praised 5; praised 3; the most thanks 6; the most kudos 6; most
        recognition 5; who has been 2; kudos this 3; kudos ranking 6; kudos rankings 6; kudos
        standings 6; who do people thank 5; thanked by 1; popular 2; helpful 2; most helpful 4;
        appreciated most 5; getting the most 1; getting kudos 4; getting 0; gets 0; kudos list 4;
        hero 2; kudos given 3; who gave 2; gave 0; giving 0; kudos winners 6; popular for kudos 5;
        most kudos given 6; givers 3""",
    AskIntent.team: """
        who needs me 6; not on track 5; is stuck 5; are stuck 5; stuck 4; blocked 4; struggling 4;
        behind 3; off track 3; needs help 5; need help 4; needs my help 6; needs support 5; falling
        behind 5; in trouble 4; at risk 2; underperforming 5; lagging 4; lagging behind 5; needs
        attention 5; needs coaching 4; should i help 5; should i worry 5; worried about 4; slipping
        4; need my help 5; help most 4; most help 4; my reps 2; reps 0; rep 0; anyone 0; anybody 0;
        who is 1; people 0; blockers 4; on my team 0; who 0; should i talk 3; talk to 1; in the red
        4; red 2; worry 3; worried 3; worry about 4; concerned 3; under water 3; not doing well 5;
        doing badly 5; doing poorly 5; badly 2; poorly 2; not performing 5; not hitting 4; slacking
        4; who should 1; need from me 0; needs a hand 5; needs a push 5; look after 3; keep an eye
        on 4; eye on 3; waiting on me 0; team needs 3; team need 3; my team need 4; problems 3;
        problem 2; in danger 4; danger 3; need me 3; missing 2; anyone struggling 5; anyone behind
        5; any blockers 5; block 2; blocking 3; need coaching 4; at risk of 3; trouble 3; falling 2;
        off pace 4; lag 3; losing 1; stalled 3; weak 2; weakest 3; is not 0; is in 0; missed 1; has
        not 0; checked in 2; most urgent 2; focus 1; support 2; attention 2; behind quota 4; below
        2; under quota 4; not 0; underperform 4; underperforms 4; underperformers 5; underperformer
        5; fires 4; fire 0; concerns 3; concern 3; nudge 4; a nudge 4; call first 3; in need 3; need
        attention 4; needs care 3; check on 3; check in with 4; catch up with 1; who do i need to 4;
        who to 2; should i call 4; should i speak 4; should i see 3; needs a talk 4; focus my 3; has
        problems 5; is having trouble 4; having a hard time 5; hard time 4; difficulties 4; going
        badly 4; going wrong 4; wrong 2; not doing 4; not making 4; not going to 3; will miss 4;
        going to miss 4; miss quota 4; may miss 4; might miss 4; likely to miss 4; in bad shape 4;
        bad shape 4; poor 2; doing worst 4; worst 2; red flags 4; red flag 4; losing it 2; sinking
        4; drowning 4; below quota 4; under plan 4; quiet this 1; not checked in 4; has not checked
        in 5; have not checked in 5; chase 3; follow up with 3; hand this 1; need chasing 4; needs
        chasing 4; who has not 3; anyone off 3; a hand 3; be worried 4; my people 1; attention from
        me 4; pack 0; red flags on my team 5; should i coach 4; coach first 4; coach 0; coaching 0;
        should i talk to 4; to talk 0; to help 2; help first 4; who is in trouble 5; need my
        attention 5; who is lagging 5; who needs 2; having trouble 4; doing the worst 4; is not
        doing 4; are not doing 4; is not making 4; not pulling 4; who has not hit 3; in need of 3""",
}
