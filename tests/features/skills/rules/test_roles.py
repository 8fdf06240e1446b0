"""What a title in Slack suggests that somebody sells."""

from bot.features.skills.rules.rubric import suggested_role

TITLES = {
    "SDR": "sdr",
    "Senior BDR, EMEA": "sdr",
    "Sales Development Rep": "sdr",
    "Business Development Representative": "sdr",
    "Account Manager": "am",
    "Head of Account Management": "am",
    "Customer Success Manager": "am",
    "Renewals Specialist": "am",
    "AE": "ae",
    "Enterprise AE (DACH)": "ae",
    "Senior Account Executive": "ae",
    "ACCOUNT EXECUTIVE": "ae",
    "Sales Manager": "",
    "Aerospace lead": "",
    "Support Lead": "",
    "Accountant": "",
    "": "",
}


def test_titles() -> None:
    """By whole words, in any case; what names no role suggests none."""
    assert {title: suggested_role(title) for title in TITLES} == TITLES
