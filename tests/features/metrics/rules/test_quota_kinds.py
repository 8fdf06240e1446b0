"""Quotas for kinds of deals: apart in their lines, one ratio of sums above them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.quotas import Per, QuotaPlan, kind_key
from bot.features.metrics.rules import quota as formulas
from bot.features.metrics.rules.apart.kind_metrics import kind_metrics, kind_of, kinds_with_quota
from bot.features.metrics.rules.figures import words
from tests.features.metrics.books import BEN, DANA, Q3, credit, facts, plan, seller

TODAY = date(2026, 8, 15)
NEW, RENEWAL = plan(100_000, category="New"), plan(50_000, category="Renewal")
BOOKED = (
    credit(60_000, Q3.start, category="New"),
    credit(45_000, Q3.start, category="renewal"),
    credit(10_000, Q3.start, category="Expansion"),
)


def told(seen: Facts, kind: str = "") -> str:
    """The attainment, as people read it."""
    return words(formulas.attainment(seen, Q3, kind), "USD")


def money(*values: Fraction | None) -> tuple[int, ...]:
    """These sums, which are whole."""
    return tuple(int(value or 0) for value in values)


def test_kinds_stay_apart_and_the_overall_line_is_the_ratio_of_sums() -> None:
    seen = facts(TODAY, sellers=[seller(plans=[NEW, RENEWAL])], credits=BOOKED)
    assert [told(seen, kind) for kind in ("New", "RENEWAL", "")] == ["60.0%", "90.0%", "70.0%"]
    overall = formulas.attainment(seen, Q3)
    assert [(each.label, int(each.value or 0)) for each in overall.parts] == [
        ("bookings", 105_000),
        ("quota for these days", 150_000),
    ]
    assert overall.notes == ("plus $10,000 of other types",)
    assert words(formulas.bookings(seen, Q3), "USD") == "$115,000"
    assert words(formulas.required(seen, Q3), "USD") == "$1,406 a day"
    assert [words(each.compute(seen, Q3), "USD") for each in kind_metrics("Renewal")] == [
        "90.0%",
        "180.0%",
        "$156 a day",
        "0.0x",
    ]


def test_a_quota_without_a_kind_is_the_overall_one() -> None:
    seen = facts(TODAY, sellers=[seller(plans=[NEW, RENEWAL, plan(160_000)])], credits=BOOKED)
    assert [told(seen, kind) for kind in ("New", "Renewal", "")] == ["60.0%", "90.0%", "71.9%"]
    assert formulas.attainment(seen, Q3).notes == ()


def test_which_quota_is_the_overall_one_is_decided_by_day() -> None:
    """In July there is one for everything, from August on one for renewals alone."""
    august = date(2026, 8, 1)
    plans = [
        plan(10_000, Per.month, ends_on=august),
        QuotaPlan(2, RENEWAL.amount, Per.month, date(2026, 1, 1), category="Renewal"),
    ]
    lines = [
        credit(5_000, Q3.start, category="New"),
        credit(30_000, august, category="Renewal"),
        credit(7_000, august, category="New"),
    ]
    seen = facts(date(2026, 10, 1), sellers=[seller(plans=plans)], credits=lines)
    picture = formulas.picture(seen, Q3)
    assert money(picture.quota, picture.carried, picture.other_kinds) == (110_000, 35_000, 7_000)


def test_on_days_without_a_quota_the_kinds_of_the_other_days_count() -> None:
    plans = [plan(50_000, starts=date(2026, 8, 1), category="Renewal")]
    lines = [credit(1_000, Q3.start, category="Renewal"), credit(2_000, Q3.start, category="New")]
    picture = formulas.picture(facts(TODAY, sellers=[seller(plans=plans)], credits=lines), Q3)
    assert money(picture.carried, picture.other_kinds) == (1_000, 2_000)
    late = facts(TODAY, sellers=[seller(plans=[plan(9_000, starts=date(2026, 8, 1))])], credits=lines)
    assert formulas.picture(late, Q3).carried == 3_000


def test_a_team_is_the_ratio_of_the_sums_of_each_persons_own() -> None:
    """Ben carries kinds, Dana one for all: her expansion counts, his does not."""
    people = [seller(plans=[NEW, RENEWAL]), seller(DANA, [plan(100_000)])]
    lines = [*BOOKED, credit(50_000, Q3.start, DANA, category="Expansion")]
    seen = facts(TODAY, sellers=people, credits=lines, is_team=True)
    picture = formulas.picture(seen, Q3)
    assert money(picture.carried, picture.quota, picture.other_kinds) == (155_000, 250_000, 10_000)
    assert kinds_with_quota(seen, Q3) == ("New", "Renewal")


def test_the_key_of_a_kind_has_no_blanks_and_an_end() -> None:
    assert kind_metrics("New  Business")[0].key == "attainment:new_business"
    assert kind_of("attainment:new_business") == "new_business"
    assert kind_of("stage:Demo") == kind_of("attainment") == ""
    long = [kind_key("x" * 300 + end) for end in "ab"]
    assert len(set(long)) == 2
    assert {len(each) for each in long} == {40}


KINDS = st.sampled_from(["New", "renewal", "Renewal", "Expansion", ""])


@given(
    st.lists(st.tuples(KINDS, st.integers(1, 9_000), st.integers(0, 91)), max_size=12),
    st.lists(st.tuples(KINDS, st.integers(0, 3), st.integers(1, 4)), max_size=5),
    st.randoms(use_true_random=False),
)
def test_nothing_is_lost_and_order_changes_nothing(
    lines: list[tuple[str, int, int]], quotas: list[tuple[str, int, int]], random: Random
) -> None:
    """What is measured, what is of other types and what is without quota are all bookings."""
    plans = [
        QuotaPlan(
            number,
            Decimal(1_000),
            Per.month,
            date(2026, 6 + first, 1),
            date(2026, 7 + last, 1),
            category=kind,
        )
        for number, (kind, first, last) in enumerate(quotas)
        if last >= first
    ]
    booked = [
        credit(amount, date.fromordinal(Q3.start.toordinal() + day), deal_id=n, category=kind)
        for n, (kind, amount, day) in enumerate(lines)
    ]
    one = formulas.picture(facts(TODAY, sellers=[seller(plans=plans)], credits=booked), Q3)
    random.shuffle(plans)
    random.shuffle(booked)
    other = formulas.picture(facts(TODAY, sellers=[seller(plans=plans)], credits=booked), Q3)
    assert one == other
    assert one.bookings == one.carried + one.other_kinds + one.other
    assert one.bookings == sum((Fraction(line.amount) for line in booked), Fraction(0))


def test_a_quota_for_all_is_not_cut_by_one_for_a_kind() -> None:
    """Its pace is that of the whole period, wherever another begins or ends."""
    plans = [plan(160_000), plan(9_000, Per.month, category="New", starts=date(2026, 8, 1))]
    seller_ = seller(BEN, plans)
    found = formulas.quota_of(facts(TODAY, sellers=[seller_]), seller_, Q3)
    assert [each.part for each in found.segments] == [DateRange(Q3.start, Q3.end, Q3.label)]
