"""Words of every day that neither name a thing nor turn a meaning round. Pure."""

from bot.features.ask.rules.words import word_set

COMMON_WORDS = word_set(
    """
    absolutely account accurate afraid again ages ago allow almost alone along alright although always
    amazing amid among angry annoyed anybody anyhow anymore anyways anywhere apparently appear appears
    approximately aside assume aware away awful awfully awkward bad barely based basic beautiful began
    begin begins beneath beside besides beyond bigger bit blow blowing boring bother bothering brief
    briefly busy calm carefully casual cheer clean clearer clearly cold combined completely confused
    confusing considering constantly continue cool correct correctly couple crap crazy crucial curiosity
    cut damn dang dare date dead decent decently deep deeply definitely depressing desperate despite
    different differently difficult direct directly disappointed done double doubt dreadful dumb during
    early easily easy either else elsewhere embarrassing empty enough entirely equal equally especially
    essentially even evening event eventually ever everywhere evidently exact excited exciting expect
    expected extra extremely eye fact fair fairly family famous far fast fear fed felt few fewer figure
    final find finding fine finest finishing fix flat frankly fresh friend friendly full fully fun funny
    further generally gently genuinely gladly glance glimpse good gosh gradually grand grateful grew
    gross ground grow growing grown grows guessing half-decent handle happen hard harder hardly head
    heading healthy heard heavily heavy hell helpful helps hence hi higher highly hint hit holding home
    honest hopeful hopeless horrible hot hour however huge hurry idea ideally imagine immediately
    important impossible impressive including incredible indeed individual individually insane inside
    instant instantly interested interesting internal jump jumped jumping keen keeping kill kindly knew
    knowing known lame landed large largely larger last lasted late lately later latter least legal legit
    less lesser level lifted light lightly liked likely lined live lived living load loads local long
    longer loose lost loud lousy love loved lovely lower luck luckily lucky mad main major majority
    managed massive maximum meaningful meanwhile measure mention mentioned merely mess messy middle mild
    min mine mins minute minutes mistake mistaken mixed monster moreover mostly mr mrs ms natural
    naturally near nearby nearly neat necessarily necessary nervous nicely nicer night noon normally
    noted noticed nowhere obvious occasionally odd offhand officially okay older once oops open opened
    openly opposite ordinary original otherwise ouch outright outside over overall overly own owned owner
    owns panicking paper part partially particular particularly passed pathetic patient peek per
    perfectly period personal personally phase pick picked picking picture plain plainly planning plenty
    polite positive possibly potentially practically precise precisely prefer prepare preparing
    presumably previously primarily prior proceed promptly proper properly proud provide provided pull
    purely put quarter-end quicker quickest rather ratio raw reach ready real realistic realistically
    reality realize reason reasonable reasonably recall received recent record refresh refreshed relative
    relatively relax relevant remain remaining repeat reply respective responsible rest rightly rubbish
    rude running rushing sad sadly safe safely sane scary second secretly seem selected send senior
    sensible separate separately serious seriously several shame sharp shocking shortly shrank shrink
    shrunk significant silly similar similarly sincerely single sit sitting slight slightly slow slower
    slowly smaller smallest smooth smoothly so-so soft somehow someplace something sometime somewhat
    somewhere soon sooner sort spare speaking spend spending spent spoke spot stand standing stands stays
    steady steep still straight strange strangely stress stressed strict strictly strong stronger
    strongly stupid subtle successful successfully such
    suck sucks hr asking sudden suddenly sufficient suggest suit
    super supposedly surely surprised surprising surprisingly suspect sweet swiftly swing system tad
    talking tank tanked tanking temporary tend terrible terribly terrific test thankfully therefore thin
    thinking thorough thoroughly thought threw thrilled throw tight tiny tired together ton tonight tons
    tool top total touch tough toward towards tricky true truly trust truth twice typically ugly ultimate
    ultimately unable unclear underway unfortunately unlikely unlucky unusual unusually upcoming updated
    upset urgent useful useless usual utterly valid various vast very via virtually wait waiting walk
    walked walking warm wary wasted watch watching weird weirdly well went whatever whenever wherever
    whichever while whoever wholly wide widely wild willing wise wish wishing wonder wonderful worked
    working worth would wow wrap wrapped wrapping yay yearly yet young yourself zero
    """
)
