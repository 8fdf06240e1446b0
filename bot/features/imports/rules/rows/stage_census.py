"""Which stages a file has and how each is read: told, taken as open, or asked about. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.features.imports.rules.rows.outcomes import Read, Rejected
from bot.features.imports.rules.stages.deal_states import STAGE
from bot.features.imports.rules.stages.mapping import MOST_STAGES, StageMeaning, StageWord
from bot.features.ledger.rules.records import DealRecord, DealStatus


@dataclass
class SeenStage:
    """A stage of a file: how many of its rows need an answer, and of these look closed.

    `meaning`: as it is read, or what is proposed where rows need an answer; None for no proposal.
    """

    stage: StageWord
    meaning: StageMeaning | None
    asking: int = 0
    closed: int = 0


@dataclass
class StageCensus:
    """The stages of a file, at most 200, by folded pipeline and word.

    `doubts`: how many rows say two things, by the sentence that tells which one counts.
    """

    stages: dict[tuple[str, str], SeenStage] = field(default_factory=dict)
    doubts: Counter[str] = field(default_factory=Counter)

    def see_read(self, row: Read) -> None:
        """Notes how the stage of a deal was read."""
        state, record = row.state, row.record
        if state is None or not isinstance(record, DealRecord):
            return
        if state.doubt:
            self.doubts[state.doubt] += 1
        if state.stage is not None:
            self._see(state.stage, StageMeaning.OPEN)
        elif state.by == STAGE and record.status is not DealStatus.GONE:
            self._see(StageWord(record.pipeline, record.stage), StageMeaning(record.status.value))

    def see_rejected(self, row: Rejected) -> None:
        """Notes a row whose stage nobody has explained."""
        if row.unknown is None:
            return
        found = self._see(row.unknown.stage, row.unknown.hint)
        if found is not None:
            if not found.asking:
                found.meaning = row.unknown.hint
            found.asking += 1
            found.closed += row.unknown.looks_closed

    def _see(self, stage: StageWord, meaning: StageMeaning | None) -> SeenStage | None:
        if stage.key not in self.stages and len(self.stages) < MOST_STAGES:
            self.stages[stage.key] = SeenStage(stage, meaning)
        return self.stages.get(stage.key)

    @property
    def asks(self) -> bool:
        """Whether somebody has to say what a stage means before anything can be taken in."""
        return any(each.asking for each in self.stages.values())

    def listed(self) -> Sequence[SeenStage]:
        """All stages: those that need an answer first, then by pipeline in the order of the file."""
        order = {pipeline: n for n, pipeline in enumerate(key[0] for key in self.stages)}
        return sorted(self.stages.values(), key=lambda each: (not each.asking, order[each.stage.key[0]]))
