"""Words that stand for one another: each family counts as one word more. Pure."""

from collections.abc import Iterable, Mapping

from bot.features.ask.rules.words import word_set

_FAMILIES: Mapping[str, str] = {
    "trouble": """
        stuck blocked block blocker blockers blocking struggling struggle struggles struggled trouble troubles
        problem problems lagging lag lags slipping slip underperforming underperform behind worried worry
        worries worrying concern concerned concerns concerning weak weakest poor poorly badly risk danger red
        drowning sinking stalled slacking hurting pinch falter faltering suffering suffer difficulty
        difficulties fallen hanging dragging flag flags alarm crisis shaky wobbling bleeding failing fails
        fall falling miss missing underwater derailed off-track""",
    "support": """
        help helping support assist assistance hand push coach coaching attention care intervene nudge rescue
        boost lift backing shadow""",
    "silent": """
        quiet silence silent mute muted snooze pause dnd disturb bother hush shut peace interrupt pester""",
    "notice": """
        ping pings pinging notification notifications notify notifies message messages messaging reminder
        reminders remind reminding alert alerts dm dms nag nags nagging buzz buzzing spam spamming nudges
        write text""",
    "kudos": """
        kudos kudo thanks thank thanked thanking praise praised props shoutout shout recognition recognized
        recognised recognize recognise appreciated appreciate appreciation appreciations thankyou thank-you
        thank-yous gratitude congratulate congrats congratulations applause compliment compliments
        acknowledgement acknowledgment credit love bravo cheers yous""",
    "great": """
        great awesome amazing fantastic brilliant excellent superb legend star rockstar hero saved rocked
        crushed nailed killed wonderful super helping helped incredible outstanding perfect terrific lifesaver
        covering stepping""",
    "feedback": """
        feedback opinion opinions critique critiques criticism comment comments remark remarks input advice
        thoughts impressions impression view views suggestions tips notes words""",
    "rank": """
        leaderboard leader leaders leading lead leads board rank ranks ranking rankings ranked standings
        standing place places position positions podium top bottom first last best worst most least fewest
        highest lowest table scoreboard league ahead winner champion beats beat beating strongest weakest
        fastest slowest biggest smallest largest thinnest lion longest shortest quickest hardest second third
        front trailing tail""",
    "goal": """
        goal goals objective objectives okr okrs target targets milestone milestones aim aims commitment
        commitments kr krs ambition ambitions""",
    "review": """
        review reviews appraisal appraisals evaluation evaluations assessment assessments self-review
        self-assessment reviewer reviewers""",
    "contest": """
        contest contests competition competitions spiff spiffs spif challenge challenges tournament prize
        prizes race game games raffle battle incentive incentives competing compete reward""",
    "talk": """
        1:1 talk talks conversation conversations meet catch-up catchup sync agenda coaching discuss discussed
        chat sit-down session sessions topic topics""",
    "pulse": """
        pulse anonymous anonymously survey surveys poll polls mood morale questionnaire engagement happiness
        feel feeling feels vibe spirit climate enps atmosphere""",
    "proof": """
        evidence proof record recorded file documented document history achievements accomplishments
        achieved accomplished contributions facts fact track timeline highlights behind based basis source
        sources examples example back underlying stands made counted includes included consist consists
        compose composed show backs supports""",
    "privacy": """
        privacy data stored store kept keep keeps gdpr personal information info private access saw seen
        looked looks read reads reading viewed views view sees visible accessed spying snooping peeked peek
        saved hold retain retained collect collected logged track tracked confidential opened""",
    "setting": """
        settings setting preferences configure hours vacation holiday holidays pto leave timezone zone
        schedule calendar off away ooo absence absent shift sick weekend weekends time-off parental abroad
        day-off workday workdays""",
    "deal": """
        deal deals contract contracts order orders customer customers client clients account accounts
        opportunity opportunities logo logos""",
    "winning": """
        won win wins closed close closes closing signed sign landed sold sell sells selling booked bagged
        sealed inked renewed bought purchased yes ours accepted agreed""",
    "figures": """
        numbers number figures figure stats statistics performance results result sheet scorecard dashboard
        kpi kpis metrics overview summary snapshot report rundown recap picture situation standing sales
        activity activities data facts""",
    "state": """
        doing going tracking performing perform looking faring fare getting coming shaping holding progressing
        progress developing evolving running behaving standing status""",
    "update": """
        update updates check-in checkin checkins report progress mark log fill submit enter set done complete
        completed finished reached percent halfway""",
    "make": "set create make add new define start propose draft put establish open",
    "todo": """
        to-do todo todos tasks task plate pending due overdue waiting waits wait needs need attention urgent
        priorities priority next owe owed outstanding open forgotten forget forgetting expected expecting
        miss missed unfinished left action actions begin start first""",
    "howto": """
        commands command menu help manual guide instructions features tutorial options examples
        possibilities""",
    "boss": "manager boss lead supervisor leader chief superior",
    "mates": """
        team reps rep people guys colleagues colleague teammates teammate peers squad crew folks everyone
        everybody sellers seller salespeople bunch gang members member staff report reports coworkers""",
    "anyone": "anyone anybody someone somebody who whom whose which",
    "ask": "ask request want need get like love would could receive",
    "why": "why reason reasons explain because how-come cause caused",
    "off": """
        weather joke jokes lunch song poem story football pizza coffee dinner movie news stock stocks salary
        salaries commission fire hire hired fired delete email call book flight translate code password
        wifi vpn ticket policy laptop holiday restaurant recipe music president capital bitcoin""",
}


def _by_word(families: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in families.items():
        for word in sorted(word_set(words)):
            found[word] = (*found.get(word, ()), f"={name}")
    return found


_OF_WORD = _by_word(_FAMILIES)


def concepts_of(texts: Iterable[str]) -> frozenset[str]:
    """The families of these words."""
    return frozenset(name for text in texts for name in _OF_WORD.get(text, ()))
