"""Each kind of need has a test in which it comes and goes by its rule; a new kind needs one, too."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
# By kind: the file and the test.
SHOWN = {
    "checkins.answer": "checkins/service/test_needs.py test_a_check_in_waits_until_it_is_complete",
    "checkins.blocked": "checkins/service/test_needs.py test_help_ends_it_two_working_days_later",
    "coaching.gap": "skills/test_needs.py test_a_likely_gap_without_an_action",
    "coaching.item": "coaching/service/test_needs.py test_an_action_from_offer_to_done",
    "coaching.offer": "coaching/service/test_needs.py test_an_action_from_offer_to_done",
    "coaching.overdue": "coaching/service/test_needs.py test_a_talk_that_one_has_confirmed",
    "coaching.say": "coaching/service/test_needs.py test_a_talk_that_one_has_confirmed",
    "coaching.slipped": "coaching/service/test_needs.py test_an_action_from_offer_to_done",
    "contests.confirm": "../stories/test_contests.py test_nobody_scores_and_one_deal_would_decide",
    "feedback.answer": "feedback/service/test_needs.py test_a_request_waits_for_who_was_asked",
    "feedback.none": "feedback/service/test_needs.py test_whom_nobody_tells_anything_is_a_gap",
    "goals.answer": "goals/service/test_needs.py test_a_proposal_waits_for_its_owner",
    "goals.concern": "goals/service/test_needs.py test_a_concern_is_told_to_who_may_read_it",
    "goals.ended": "goals/service/test_needs.py test_what_has_ended_asks_how",
    "goals.none": "goals/service/test_needs.py test_who_has_no_agreed_goal_is_a_gap",
    "goals.off_track": "goals/service/test_needs.py test_off_track_is_told_to_who_leads",
    "home.setup": "home/test_needs.py test_the_steps_of_setting_up",
    "imports.answers": "imports/service/test_needs.py test_rows_wait_for_a_name",
    "imports.file": "imports/service/test_needs.py test_a_file_waits_for_its_sender",
    "imports.names": "imports/service/test_needs.py test_rows_wait_for_a_name",
    "imports.old": "imports/service/test_needs.py test_numbers_are_old_after_a_whole_working_day",
    "kudos.none": "kudos_health/test_needs.py test_whom_nobody_thanks_is_a_gap",
    "library.late": "library/test_library.py test_given_reminded_and_done",
    "library.read": "library/test_library.py test_given_reminded_and_done",
    "mentors.answer": "mentors/test_mentors.py test_both_agree",
    "mentors.choose": "mentors/test_mentors.py test_both_agree",
    "metrics.confirm": "metrics/service/test_needs.py test_a_deal_waits_to_be_confirmed",
    "metrics.dispute": "metrics/service/test_needs.py test_a_dispute_waits_to_be_decided",
    "metrics.pace": "metrics/service/test_needs.py test_a_pace_below_seventy_percent",
    "operations.down": "operations/test_needs.py test_slack_is_down",
    "operations.failed": "operations/test_needs.py test_what_was_not_delivered",
    "plays.loss": "plays/test_plays.py test_losses_are_said_once",
    "plays.untold": "plays/test_plays.py test_losses_are_said_once",
    "pulse.answer": "pulse/service/test_needs.py test_it_waits_until_it_is_answered",
    "reviews.nominated": "reviews/service/test_needs.py test_peers_wait_for_the_manager",
    "reviews.share": "reviews/service/test_needs.py test_a_review_from_sharing_to_signing",
    "reviews.waits": "reviews/service/test_needs.py test_a_review_from_sharing_to_signing",
    "reviews.write": "reviews/service/test_needs.py test_each_writes_their_parts",
    "skills.none": "skills/test_needs.py test_half_a_year_without_a_round",
    "skills.rate": "skills/test_needs.py test_an_own_rating_waits",
}
_KEY = re.compile(r"f?\"([a-z_]+)\.(?:\{'(\w+)' if \w+ else '(\w+)'\}|(\w+)):")


def test_each_kind_has_a_test() -> None:
    """Found in the code of needs, by the keys that are made there; each test is there."""
    files = [*ROOT.glob("bot/features/*/service/**/needs.py"), *ROOT.glob("bot/features/*/service.py")]
    files.append(ROOT / "bot/features/coaching/service/skill_actions.py")
    kinds = set()
    for file in files:
        if "Need(" in (text := file.read_text()) or ".need(" in text:
            for feature, *names in _KEY.findall(text):
                kinds |= {f"{feature}.{name}" for name in names if name}
    assert kinds == set(SHOWN)
    for kind, told in SHOWN.items():
        place, test = told.split(" ")
        assert f"def {test}(" in (ROOT / "tests/features" / place).read_text(), kind
