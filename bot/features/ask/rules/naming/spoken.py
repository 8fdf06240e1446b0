"""Metrics that words ask for without their name: "how much did ben close", "calls for one meeting". Pure."""

from collections.abc import Mapping, Sequence

from bot.features.ask.rules.words import word_set

_Row = tuple[str, tuple[frozenset[str], ...]]
# Families of words that several rows need; a "_" stands for a blank.
_FAMILIES = """
    QUOTA: quota quotas target targets plan budget
    OWN_NUMBER: my_number my_numbers his_number his_numbers her_number her_numbers our_number
        our_numbers their_number their_numbers
    SELL: close closed closes closing won win wins sell sells sold sign signed signs book booked make
        made bring brought land landed
    DEALS: deal deals contract contracts order orders opportunity opportunities opps customer customers
        sale sales client clients
    CALLS: call calls dial dials calling dialling dialing phone
    MEETINGS: meeting meetings appointment appointments demo demos visit visits
    RATIO: per convert converts converted conversion ratio turn turns turned into become becomes became
        yield for_one for_a for_every to_get needed rate from of_my of_his of_her of_our end_in lead
        leads result results takes
    SHARE: percentage percent % share proportion fraction ratio rate rates winrate how_many_of of_the
        which_part
    MONEY: revenue money bookings sales sell sells sold bring brings brought book booked turnover income
        earn earns volume
    NEED: need needs needed must require required requires have_to has_to should got_to gotta
        supposed_to
    UNITS: day daily days week weekly weeks month monthly per_day a_day each_day
    HOW_MUCH: how_much what how_many
"""
# Each row: the metric, then words of each of which one has to be there. These are meant although a plainer
# metric is named: what two figures make, or a figure with something beside it.
_COMPOUND = """
    call yield: CALLS; SHARE how_many; turn_into turns_into convert become lead_to end_in result_in
    call yield: CALLS; MEETINGS; RATIO
    meeting yield: MEETINGS; deal deals win wins won close closed sale sales customer customers contract
        contracts business; RATIO
    created win rate: created opened generated originated cohort started entered; SHARE; SELL winrate
    win rate by value: winrate win_rate win_ratio close_rate closing_rate conversion hit_rate; value
        dollars dollar euros euro money amount revenue worth $ eur usd
    win rate by value: won win wins close closed; SHARE; value dollars dollar euros euro money amount
        revenue worth
    weighted coverage: weighted probability; coverage cover covers covered
    weighted: weighted probability probabilities likelihood odds; pipeline pipe open deals opportunities
        forecast funnel opps value
    revenue per rep: MONEY productivity; per_rep per_seller per_head per_person per_capita
        per_salesperson each_rep one_rep each_seller a_rep every_rep per_sales_rep one_seller
        each_person per_member a_head
    required: HOW_MUCH; NEED; SELL deliver do add; UNITS
    required: HOW_MUCH; more; OWN_NUMBER QUOTA
    required: left remaining remains gap short missing shortfall outstanding lacking to_go; OWN_NUMBER
        QUOTA sell
    required: still more; NEED; SELL; OWN_NUMBER QUOTA goal
    revenue per day: MONEY; per_day a_day daily each_day every_day per_selling_day per_working_day
        a_working_day
    velocity: fast speed quickly quick velocity rapidly; money pipe pipeline funnel flow flowing moving
    coverage: pipeline pipe funnel; coverage cover covers covered enough sufficient times against ratio
        multiple x 3x full thin
    cycle: long days time fast quickly slow duration length fastest quickest slowest longer shorter slower
        faster speed weeks; from_first first_contact to_close to_win to_sign to_signature close_a closes_a
        close_deals win_a win_deals sign_a deal_take deals_take takes_a take_a to_get_a sign_deals deal
        deals closes_fastest close_fast closes_fast close_fastest close_quickest closes_quickest
"""
# Asked for where no name is said, or one that may be a thing or a deed.
_PLAIN = """
    attainment: quota target; how; going doing looking coming
    pace: ahead behind; should_be schedule where_i where_we supposed
    projected: will going gonna expected expect heading likely track on_course estimate predict; land
        landing finish end_up close_at come_out come_in end_at wind_up close_out finish_at where
    projected: going_to_make_it gonna_make_it will_make_it make_it_this make_it_to get_there
    attainment: OWN_NUMBER QUOTA; against hit hits hitting reach reached reaching meet meeting met
        towards toward percent % percentage attain achieved achieve achieving close vs versus far from
        over under above below make making made track share progress
    attainment: at_100% 100% at_50% hundred_percent over_100% above_100%
    win rate: SHARE; SELL; DEALS
    win rate: how_often; win close deal deals sell
    deal size: size sizes value worth big large average avg typical bigger smaller mean; DEALS
    quota: what how_much how_high remind; my_number his_number her_number our_number
    quota: what how_much how_high; number; carry carrying carries have_to_hit need_to_hit to_hit
        assigned
    calls: phoned dialed dialled rang convos conversations_with phone_calls on_the_phone; how_many
        how_often number many i he she did prospects
    emails: mailed emailed e-mailed; how_many how_much number many
    meetings: how_many number many; met
    bookings: how_much; SELL
    bookings: sells sold sell selling; most least best
    bookings: sold; so_far total overall all
    deals won: how_many number; SELL
    deals won: closer closers; biggest best top most
"""


def compound_metric(texts: Sequence[str]) -> str:
    """The metric that these words ask for together, though a plainer one may be named; "" for none."""
    return _first_of(_COMPOUND_ROWS, texts)


def spoken_metric(texts: Sequence[str]) -> str:
    """The metric that these words ask for without its name; "" for none."""
    return _first_of(_COMPOUND_ROWS, texts) or _first_of(_PLAIN_ROWS, texts)


def words_asking(metric: str) -> frozenset[str]:
    """The words by which this metric is asked for without its name."""
    return _WORDS.get(metric, frozenset())


def _first_of(rows: Sequence[_Row], texts: Sequence[str]) -> str:
    said = {"_".join(texts[at : at + size]) for size in range(1, _LONGEST + 1) for at in range(len(texts))}
    return next((metric for metric, families in rows if all(family & said for family in families)), "")


def _lines(written: str) -> list[tuple[str, str]]:
    """What stands before and behind the colon of each row; a row goes on where it is indented further."""
    joined = written.replace("\n        ", " ").strip()
    return [(name.strip(), rest) for name, _, rest in (line.partition(":") for line in joined.splitlines())]


def _rows(written: str, families: Mapping[str, frozenset[str]]) -> tuple[_Row, ...]:
    def words(text: str) -> frozenset[str]:
        return frozenset().union(*(families.get(each, frozenset({each})) for each in text.split()))

    return tuple((metric, tuple(map(words, rest.split(";")))) for metric, rest in _lines(written))


_LONGEST = 4
_BY_NAME = {name: word_set(words) for name, words in _lines(_FAMILIES)}
_COMPOUND_ROWS, _PLAIN_ROWS = _rows(_COMPOUND, _BY_NAME), _rows(_PLAIN, _BY_NAME)
_WORDS = {
    metric: frozenset().union(*(words for other, of in _COMPOUND_ROWS if other == metric for words in of))
    for metric, _ in _COMPOUND_ROWS
}
