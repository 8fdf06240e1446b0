"""The phrases of what is done with a button or a form, each with its weight. Pure."""

from collections.abc import Mapping

from bot.features.ask.rules.facts import AskIntent

PHRASES: Mapping[AskIntent, str] = {
    AskIntent.quiet: """
        snooze 4; not send me anything 5; not send anything 5; send me nothing 5; nothing until 4;
        anything for 0; quiet 3; mute 4; be quiet 4; do not disturb 5; dnd 4; pause 3; leave me
        alone 5; silence 4; shut up 4; no messages 4; not disturb 5; do not message me 5; do not
        bother me 5; stop messaging 5; stop bothering 5; stop messages 4; stop 1; hush 4; be silent
        4; pause messages 5; pause notifications 6; mute notifications 6; snooze notifications 6;
        stop notifications 6; turn off notifications 6; stop writing 4; keep quiet 4; no
        notifications 6; no reminders 5; notifications 0; reminders 0; messages 0; do not ping me 5;
        stop pinging 5; no pings 4; shh 4; shush 4; be silent until 5; snooze until 5; quiet for 4;
        quiet hours 3; quiet until 5; mute for 5; mute me 4; mute yourself 5; not now 2; later 1;
        not write to me 4; not write me 4; not message 4; no more messages 6; stop it 2; give me
        peace 4; peace 2; a break 3; break 2; take a break 4; focus time 4; need to focus 4; focus
        mode 4; do not remind me 5; do not write 4; do not send me 4; heads down 4; enough messages
        3; go away 3; silent 2; hold messages 4; hold off 2; hold my messages 5; sleep 3; zip it 3;
        turn yourself off 4; stay quiet 5; stay silent 5; zzz 4; rest 2; give me a rest 4; nothing
        before 4; back on 1; not before 3; no more 2; turn off 2; switch off 2; switched off 1;
        enough 2; be off 2; too noisy 3; noisy 2; noise 2; off for 1; let me work 4; deep work 4; in
        a meeting until 4; hide 0; wake me 3; wake 2; unsnooze 4; unmute 4; bug me 4; not bug me 5;
        interrupt 3; chill 3; off the grid 3; busy until 4; busy 2; focusing 3; focus until 4; leave
        me be 5; leave me 3; buzz off 4; till 0; pings till 1; stop pestering 4; stop bugging 4; be
        quiet for 5; stay quiet for 4; no interruptions 4; interruptions 2; do not write me 4; do
        not write to me 5; no dms 3; stop dming 4; not today 1; pause for 4; pause everything 4;
        pause until 4; silence until 4; shut off 3""",
    AskIntent.checkin: """
        check in 4; check-in 4; weekly check in 6; update my goals 6; update my goal 6; report
        progress 5; report my progress 5; update goal 4; update goals 4; weekly update 4; do my 0;
        fill in 0; my check in 5; update on my goals 5; log progress 5; log my progress 5; checking
        in 4; goals 0; goal 0; progress 1; my progress 1; status update 3; weekly 1; fill out 0;
        start 0; submit 1; check me in 5; weekly check 3; report on 2; report on my 3; update for g
        2; want to report 4; report my 4; report 1; report in 3; update on my 3; enter progress 5;
        enter my progress 6; add progress 5; record progress 5; update my progress 6; progress
        update 5; give update 2; give an update 2; my weekly 3; my update 3; write my update 5; my
        status 2; do the 0; do a 0; submit my 2; share progress 4; fill in my 1; this week 0; goal
        progress 3; fill my 1; progress on my goals 3; goal update 5; goals update 5; mark 2; log an
        update 4; complete my 1; update 1; updates 1; fill in my check in 4; want to update 3; need
        to update 3; status of my goals to 2; set progress 4; note progress 4; goal is at 2; is at
        1; now at 2; is done 3; done with 2; completed 2; finished 2; reached 2; weekly goals 3;
        report my goals 4; checking-in 4; time to check in 4; my numbers are 2; i did 2; time for my
        2; tell you how 2; how my goals are 0; mark as 3; as on track 3; on track 1; let me check in
        5; update it 2; is on track 3; blocked 1; is blocked 2; is at risk 2; as done 3""",
    AskIntent.thank: """
        thank 4; kudos to 4; thanks 3; props 3; thank you 4; thanks to 4; give kudos to 6; kudos for
        4; give kudos 5; shout out 4; shout out to 5; send kudos 5; kudos 2; recognize 4; recognise
        4; appreciate 4; appreciation 3; well done 4; great job 4; good job 4; great work 4; nice
        work 4; nice job 4; praise 4; congrats 4; congratulations 4; congratulate 4; celebrate 3;
        props to 4; high five 4; hats off 4; points to 4; bravo 4; award 3; a point 2; send 0; say
        thank you 5; say thanks 5; give 0; big 0; thank you to 5; thanks for 2; thanking 3; a thank
        you 4; cheers to 4; cheers for 3; kudos and 1; applause 3; clap 2; round of applause 5;
        credit to 4; respect to 4; legend 2; rocks 3; rocked 4; rockstar 3; star 1; amazing 3;
        awesome 3; fantastic 3; excellent 3; brilliant 3; superb 3; nailed 3; nailed it 4; crushed
        it 3; killed it 3; did great 4; saved me 4; saved the day 5; saved my 4; helped me 4;
        helping me 2; helped 2; great help 4; deserves 3; deserve 3; appreciated 2; grateful 4;
        gratitude 4; tip of the hat 4; nice one 4; nicely done 4; proud of 4; love for 2; points for
        2; reward 3; point to 4; points 2; say thank 4; want to thank 5; like to thank 5; let us
        thank 5; big up 4; huge thanks 4; many thanks 4; big thank you 5; thanks so much 4;
        recognition for 4; recognition to 4; praise for 4; public thanks 4; is the best 5; the best
        2; you rock 5; rock 3; top job 4; top work 4; mvp 4; is a star 5; is a legend 5; is awesome
        4; is amazing 4; is great 3; did a 1; a shout 2; shout 2; big shout out 5; love 1; loved 2;
        thankful 4; so helpful 4; was great 3; was amazing 4; was awesome 4; killing 0; job 1;
        amazing job 4; super job 4; excellent work 4; brilliant work 4; hero 3; wow 2; kuddos 3;
        compliment 3; compliments to 4; medal 3; deserves kudos 5; deserves a 3; cheers 2; pat on
        the back 4; coaching 0; the coaching 1; thanks for the 3""",
    AskIntent.feedback: """
        give feedback 4; feedback to 4; feedback 2; write feedback 4; leave feedback 4; send
        feedback 4; share feedback 4; some feedback 1; feedback about 2; feedback on 2; write 0;
        feedback for 2; constructive 1; leave 0; tell 1; write some feedback 5; give some feedback
        5; give him feedback 5; give her feedback 5; have feedback 4; have feedback for 6; have some
        feedback 5; feedback to give 5; feedback to share 5; pass on feedback 5; tell feedback 3;
        note for 2; praise and 0; give constructive feedback 5; leave some feedback 5; send some
        feedback 5; share some feedback 5; provide feedback 5; provide 1; submit feedback 5; drop
        feedback 4; coaching feedback 2; put in feedback 4; type feedback 3; giving feedback 4;
        feedback i have for 4; my feedback to 6; my feedback for 6; my feedback on 3; for his 0; for
        her 0; observation 3; observed 2; noticed 2; say something to 3; good feedback 2; positive
        feedback 3; negative feedback 3; critical feedback 3; critical 1; honest feedback 3; tell
        him 0; comment for 3; some words for 3; words for 3; want to give 2; give 0; feedback
        concerning 3; note to 2; want to tell 4; like to tell 4; criticism 3; was good 1; demo 0;
        let know 2""",
    AskIntent.ask_feedback: """
        for feedback 3; ask 2; ask for feedback 5; request feedback 5; get feedback 4; request
        feedback from 6; feedback from 3; want feedback from 5; want feedback 3; request 1; need
        feedback 4; like feedback 3; feedback request 4; me feedback 4; feedback on 0; feedback 1;
        from 0; get 0; like some feedback 4; get some feedback 5; want some feedback 5; feedback
        request to 5; request some feedback 5; ask for some feedback 6; feedback please 1; opinion
        of 3; hear from 2; what does 0; think about my 3; think of my 3; get input 3; input from 3;
        review my 2; asking for feedback 5; asking 2; send a feedback request 6; send feedback
        request 6; a feedback request 5; feedback back 1; could give me 2; to give me 3; give me
        feedback 5; give feedback on my 2; solicit 3; invite feedback 4; collect feedback 5; gather
        feedback 5; how i 0; thoughts on 4; thoughts about 4; thoughts 3; opinion 3; opinions 3;
        what does think 0; thinks of 3; thinks about 3; think of 2; how did i do 4; input on 3;
        input 2; need some feedback 4; want some 0; love feedback 4; love some feedback 5; feedback
        would 1; get a review of 2; advice from 3; advice 2; critique 3; view on my 3; comment on my
        4; comments on my 4; let me know what 2; want to know what 2; tell me how i 3; rate my 3; to
        give me feedback 6; look at my 2; thoughts on my 4; love thoughts on 5; love 0""",
    AskIntent.won: """
        won 3; closed 3; signed 3; log a won deal 6; log a deal 6; log a win 6; log won 5; log deal
        5; new deal 4; deal closed 4; closed a deal 5; won a deal 5; closed won 4; landed 3; sold 3;
        record a deal 6; add a deal 5; log 2; book 2; booked 2; just closed 4; just won 4; just
        signed 4; deal with 1; deal 1; register a deal 5; record a win 6; got 1; report a win 5; i
        sold 3; deal is done 4; closing 1; closed the 2; won the 2; signed the 2; new win 4; big win
        3; another win 3; deal won 4; we closed 4; i closed 4; we signed 4; i signed 4; i won 4; we
        won 4; have won 3; have closed 3; have signed 3; got the deal 4; got a deal 4; got acme 0;
        sealed 3; sealed the deal 5; inked 3; enter a deal 5; enter a won deal 6; enter deal 5; put
        in a deal 5; register 1; record 1; add a won deal 6; add won deal 6; add deal 5; book a deal
        5; book the deal 5; bookings entry 2; said yes 3; went through 2; contract signed 4;
        contract 1; just sold 4; scored 2; bagged 3; brought in 1; brought home 2; for 0; worth 0;
        renewed 3; renewal 1; customer 0; deal is in 3; log my deal 5; log my win 5; booked a deal
        4; booked the deal 4; just booked 3; the deal 1; got a 1; just got 2; landed a 2; closing
        the 1; closed with 1; deal signed 4; signed with 2; closed it 3; yes from 2; new customer 3;
        new client 3; sold to 3; closed a 1; deal is won 5; is won 3; is closed 3; is signed 4; have
        landed 3; we landed 4; i landed 4; put down 2; enter 2; note down 2; write down 3; note 1;
        add 1; mark 1; as won 4; mark as won 5""",
    AskIntent.goal: """
        set a goal 5; new goal 5; set goal 5; create a goal 5; add a goal 5; create goal 5; add goal
        5; set a new goal 6; create a new goal 6; make a goal 5; set my goal 5; set myself a goal 6;
        goal to 2; goal for 1; goal 1; want to set 2; want a goal 4; start a goal 5; set a target 5;
        set up a goal 6; my goal is 5; a new goal 5; objective 1; define a goal 5; add an objective
        5; set an objective 5; set goals 4; set me a goal 6; a goal for 3; a goal to 3; goal for
        myself 5; my goal for 2; a goal 2; i want to hit 3; i want to close 3; i want to book 3; i
        want to win 3; i want to make 3; i want to reach 3; aim to 4; aim for 4; aiming for 4;
        commit to 4; target of 3; target for 2; new objective 5; new target 5; new okr 5; add okr 5;
        create okr 5; create an objective 5; create a target 5; propose a goal 6; suggest a goal 6;
        give ben a goal 5; assign a goal 6; open a goal 4; begin a goal 5; write a goal 4; enter a
        goal 5; make me a goal 5; plan a goal 4; add a target 5; add goal for 5; set up goal 5;
        setting a goal 5; set 1; i need to hit 3; i need to close 3; i need to book 3; i have to
        close 3; i have to hit 3; plan to 2; want to get 2; i will close 3; i will book 3; i will
        win 3; promise to 3; target 1; make it my goal 5; set the goal 5; goal of 2; as a goal 5; as
        my goal 5; my target is 4; new target for 2; commit 2; want to do 1; want to have 1;
        challenge myself 4; improve my 2; raise my 2; increase my 2; get my 1; grow my 2; to hit 1""",
    AskIntent.topic: """
        add a topic 5; topic 4; add to my 1:1 7; to my 1:1 6; to our 1:1 6; for my 1:1 4; to the 1:1
        6; talk about 4; discuss 4; bring up 4; next 1:1 2; in my 1:1 4; for our 1:1 4; add topic 5;
        in our 1:1 4; to my next 1:1 7; to our next 1:1 7; want to talk 4; on the agenda 4; to the
        agenda 5; to my agenda 5; add 1; 1:1 1; in my next 1:1 6; for my next 1:1 5; 1:1 topic 5;
        1:1 agenda 3; put 1; raise 1; to talk about in 5; discuss with 4; discuss in 5; agenda item
        5; agenda 1; to the agenda of 5; for the 1:1 4; in the 1:1 4; for next 1:1 5; talk with 1;
        talk to 1; note for my 1:1 7; for my 1 on 1 6; to my 1 on 1 6; my 1 on 1 1; want to discuss
        5; like to discuss 5; like to talk 4; need to discuss 5; need to talk about 5; bring 1; save
        for 3; put on 2; remember for 2; mention 3; at our next 2; with my manager 2; with my boss
        2; next time we 3; next meeting with 2; remind me to 1; add pricing to 2; on my 1:1 4; on
        our 1:1 5; with ana 0; want to raise 4; raise with 4; like to raise 5; to raise 2; ask about
        in 3; bring up with 4; bring up in 5; bring to 3; for my next 3; for our next 4; for the
        next 3; to my next 4; to the next 3; note for the 3; one on one 1; to my one on one 6; to
        our one on one 6; in my one on one 5; for my one on one 5; remember to 2; agenda for 2; item
        1; point 1; talk with my manager about 5; talk to my manager about 5; let us talk about 5;
        let us discuss 5; on my agenda 4; to our agenda 5; agenda with 4; to the agenda with 6;
        about my 1""",
}
