"""Migrations that were committed are never edited: somebody's database was made by them."""

import hashlib
from pathlib import Path

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
# sha256 of each; a new migration gets a line, and no line ever changes.
HASHES = {
    "0001_initial.py": "09531e841d693807640c1ef73c9c3d80c9459bd09cce331096967c0aaaea2c2c",
    "0029_sync_positions.py": "4aad5adb7ec28bd9ceb96fa0819b18031028ec9080f363ac387d743cc6043bbf",
    "0030_kudos_requests.py": "de6fcfd439a50eb0f44ba366d56e6b16ee57a3fae55e65298e5c2c49a7c79e2e",
    "0031_settings.py": "a133af244ecb78736193094fc2bbebb79182292c9c4788f20e0c6d6286b6dd1f",
    "0032_figure_holds.py": "d8e4853f970eef21ece55d62ee62048af68897370718e2d7e64442e28ac708ce",
    "0033_confidential_deliveries.py": "3b1ef88867e2a12f4a4b00f51b451f44e6e60234e8cbc5dbbeb870e918ea0e39",
    "0034_kudos_seconds.py": "36b264940de9b4cc29c433db49747d662bb91607a52a23b5d28fa09647a7e10c",
    "0035_response_urls.py": "a55ee61867ff4e812f48e651cf91f8b766e6e8b63fd93ee2c7e5dd1507b9cb72",
    "0036_identity_and_version.py": "db10edc7faed9e3c6a7e1475dd285e4dbb2ac8d6a07c91ac20d69585b6688028",
    "0037_parked_rows.py": "45fcfffc7f62f53e0671c99c26e11261b77d586153a36a2d9f54d9b46e571696",
    "0038_stage_meanings.py": "b824a358fac9fb5dd690f19cf74292090d1929afeba7635a3f844307fbb2497f",
    "0039_credit_notes.py": "f9fb52323e1cda09fc0797f0d12f7ca883b623578d92a66463f573329e57217a",
    "0040_slack_circuits.py": "8a8bfcc5f6eb92a811c963c274b104faf62b49ff67309500a9afd7497d2dcde9",
    "0041_own_entries.py": "6d409b99cb9cdfa31d8dfbcbfd379076dd6f783f70556a61038e654fe0e4585b",
    "0042_needs_put_away.py": "3fa8515903acbfabf36a9cdd05ccd5c957578ba46b51b628e7bf27d7223aedbb",
    "0043_book_locks.py": "3c3bbc8a1802e5c1f858e3e8ec44e1d673659f100df711710cbfad46958999ed",
    "0044_cuts.py": "86f9a3e80f3a0e8d2275fe45d865ea84e5ae588110178ce3d0211c2c394cdde4",
    "0045_parked_origins.py": "d9bf0d7ca8be1cbf5c219f52c247f91bb10391dfdd1e4f35ff893c06d5bd42dc",
    "0046_finer_rates.py": "b2d484cbabf0106040f56d19ec9761963e09b128eb8f531de8c7819e00d19407",
    "0047_bearer_sources.py": "816887e38df7ba6810d7bad14b78d14265fa77ed3c512bd868a5dc776a17f78e",
    "0048_replaced_stages.py": "75415c7473eb9b3a6e0ab097c5572cb24f786026a4c7ddec232a52ee1de3b7cf",
    "0049_later_wins.py": "0bde18fbab2d434575a555c15541ca89ba953fde0136ef567109fc231dbdcc90",
    "0050_coaching.py": "4a2f237b8b844f4bf893d1ec28416730c10d5455b65ca3edcec77526883e469b",
    "0051_skills.py": "5ce8cae2083555a3fc5ceec7ea58db2a970b1c0001868e709d4f56874b749b0c",
    "0052_quota_origins.py": "5df07259bc32da724de3c4e3947b0f3250a8f6ef2a437bbf7bd61a03d169c5be",
    "0053_coaching_actions_of_reviews.py": "0e7393e36ea08343fb32d6819873ae924ca41b6ebdd57fab954c56a20984aac5",
    "0054_spotlights.py": "3e1703a5f29b2ea7b6baa5f7694d3627ef2f7267157da388fbea2a094c88b0b4",
    "0055_ask_threads.py": "5ffdc6f5eac80673a6a4d1da427dad40dffa557ef4d50676c5163b1273d4e014",
    "0056_late_requests.py": "75610a1a9f02c129e2c43cf98df8f2bd69b1fd8b1ab1989f57b0e5d477762fd7",
    "0057_coaching_outcomes.py": "2d91c674ecef21bad47b514c1cbdf32e1e854d1b02c9b3fc067a6dc7c45fd68f",
    "0058_library.py": "d424c38626b176488534e936815376b82bf842024ed5226f6e9c4c3b60c0c6ba",
    "0059_plays.py": "03681cc34689a8b45246f517d8c9206628feb97c0c8488873552c3a320138b49",
    "0060_replaced_parked_rows.py": "690e6e5384c0c88d4a9683ce32e3a90f8894531346015d7e7ad0a9b63645aa2d",
    "0061_told_rates.py": "17c113141140e2ed7bd7aa28701fdeb5de679077f3d7b3b703194b23c3612a85",
    "0062_mentors.py": "86bd9529dec552491d487075bc465abdd70d3d244d40a7756efec491d3b900c0",
    "0063_play_search_pace.py": "be846df28164cbb9c3069cd6cbb947d327275c9f77f07c7df12c77c8d12c4bba",
    "0064_twin_answers.py": "457c88f472187c296e85849eb28079bdfb6138767e9b8e5b92511f46f15e0fcb",
    "0065_titles_and_shared_levels.py": "bc3217089d707ec0e703ac95528768143bb515c76f4624f0c06e6d60ddf19ff7",
    "0066_board_on_friday.py": "afec494f25d32122dbac742eff814f04958887a5eb0f066b46a601b3f2d570fb",
}


def test_no_committed_migration_is_edited() -> None:
    """A database that ran a migration before it was edited would never get the difference."""
    files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VERSIONS.glob("*.py")}

    edited = sorted(name for name, known in HASHES.items() if files.get(name) != known)
    assert not edited, f"{', '.join(edited)} was committed before: undo the edit and write a new migration."
    new = {name: files[name] for name in sorted(files.keys() - HASHES.keys())}
    assert not new, f"Add to HASHES, once it is complete: {new}"
