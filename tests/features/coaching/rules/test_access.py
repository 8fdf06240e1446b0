"""Who reads and writes what, each cell: the two, whoever wrote it, and nobody else."""

from bot.features.coaching.rules.access import (
    READERS,
    WRITERS,
    CoachingRecord,
    PairParties,
    PairRole,
    may_read,
    may_write,
)

MANAGER, PERSON, NOBODY = "UANA", "UBEN", "UCLEO"
SHARED = {
    CoachingRecord.shared_topic,
    CoachingRecord.shared_note,
    CoachingRecord.action,
    CoachingRecord.talk,
    CoachingRecord.outcome,
}
PRIVATE = {CoachingRecord.private_topic, CoachingRecord.private_note}


def test_who_reads_and_writes() -> None:
    """By being named in the record alone: a later manager, an admin and a teammate have no role in it."""
    wrong = []
    for record in CoachingRecord:
        for writer in (MANAGER, PERSON):
            parties = PairParties(MANAGER, PERSON, writer)
            for who in (MANAGER, PERSON, NOBODY):
                is_pair, is_writer = who != NOBODY, who == writer
                reads = (record in SHARED and is_pair) or (record in PRIVATE and is_writer)
                if may_read(who, record, parties) != reads:
                    wrong.append(f"{who} reads {record} of {writer}")
    assert wrong == []
    parties = PairParties(MANAGER, PERSON, PERSON)
    assert may_write(PERSON, CoachingRecord.vote, parties)
    assert not may_write(MANAGER, CoachingRecord.vote, parties)
    assert not may_write(MANAGER, CoachingRecord.shared_note, parties)


def test_to_lead_later_or_to_be_an_admin_opens_nothing() -> None:
    """No record names these roles as readers or writers."""
    outside = {
        PairRole.later_manager,
        PairRole.managers_manager,
        PairRole.admin,
        PairRole.teammate,
        PairRole.outsider,
    }
    assert READERS.keys() == WRITERS.keys() == set(CoachingRecord)
    assert not [record for table in (READERS, WRITERS) for record in table if table[record] & outside]
