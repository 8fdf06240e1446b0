"""Rows of skills: who sells what, changed lines, rounds of ratings, gap cards, untouched windows."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import WHOSE, Base, Instant, Json, RowId, SlackId

ROLE, SKILL, METRIC = String(10), String(40), String(40)
_OPEN = text("state <> 'closed'")


class SellerProfileRow(Base):
    """What somebody sells, and to whom. The newest row counts; a `role` of "" takes it back."""

    __tablename__ = "seller_profiles"
    __table_args__ = (
        Index("ix_seller_profiles_member", "workspace_id", "member_id", "recorded_at"),
        {"info": {WHOSE: ("member_id", "set_by")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    member_id: Mapped[str] = mapped_column(SlackId)
    role: Mapped[str] = mapped_column(ROLE)
    segment: Mapped[str] = mapped_column(String(40))
    set_by: Mapped[str] = mapped_column(SlackId)
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class RubricLineRow(Base):
    """A line of a rubric that an admin has changed: `text` as typed; a hidden one is not shown."""

    __tablename__ = "rubric_lines"
    __table_args__ = ({"info": {WHOSE: ("changed_by",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    role: Mapped[str] = mapped_column(ROLE, primary_key=True)
    skill: Mapped[str] = mapped_column(SKILL, primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    is_hidden: Mapped[bool]
    changed_by: Mapped[str] = mapped_column(SlackId)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class SkillRoundRow(Base):
    """A round of ratings of one person by themselves and their manager.

    `lines`: texts of the levels by skill, as they were rated. `state` is a `RoundState`. `person_at` and
    `manager_at`: when each sent theirs; `person_ended` and `manager_ended`: who said that this is it.
    `in_review`: the person lets the levels that were agreed on into drafts of their review.
    """

    __tablename__ = "skill_rounds"
    __table_args__ = (
        Index("ix_skill_rounds_person", "workspace_id", "person_id", "opened_at"),
        Index("ix_skill_rounds_state", "workspace_id", "state"),
        Index(
            "uq_skill_rounds_open",
            "workspace_id",
            "person_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        {"info": {WHOSE: ("person_id", "manager_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    person_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    role: Mapped[str] = mapped_column(ROLE)
    lines: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(8))
    opened_by: Mapped[str] = mapped_column(SlackId)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_on: Mapped[date] = mapped_column(Date)
    person_at: Mapped[datetime | None] = mapped_column(Instant)
    manager_at: Mapped[datetime | None] = mapped_column(Instant)
    person_ended: Mapped[bool]
    manager_ended: Mapped[bool]
    shown_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    in_review: Mapped[bool] = mapped_column(default=False, server_default=false())


class SkillRatingRow(Base):
    """One's rating of one skill: a `level` of 1 to 4, None for *not seen*; `evidence` are keys of items."""

    __tablename__ = "skill_ratings"
    __table_args__ = ({"info": {WHOSE: ("rater_id", "round_id")}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(SkillRoundRow.id), primary_key=True)
    rater_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    skill: Mapped[str] = mapped_column(SKILL, primary_key=True)
    level: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]] = mapped_column(Json)


class SkillAgreedRow(Base):
    """A level that one proposed `by`, and the other confirmed; equal ratings are agreed at once."""

    __tablename__ = "skill_agreed"
    __table_args__ = ({"info": {WHOSE: ("by", "round_id")}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(SkillRoundRow.id), primary_key=True)
    skill: Mapped[str] = mapped_column(SKILL, primary_key=True)
    level: Mapped[int] = mapped_column(Integer)
    by: Mapped[str] = mapped_column(SlackId)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class GapCardRow(Base):
    """What was made of somebody's 26 weeks on a Monday, frozen as `facts` (a `GapCard`).

    `manager_id`: who led them then, "" for nobody; only these two ever read it. `seen_at`: when the person
    first did.
    """

    __tablename__ = "gap_cards"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id", "week"),
        Index("ix_gap_cards_manager", "workspace_id", "manager_id", "week"),
        {"info": {WHOSE: ("person_id", "manager_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    person_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    week: Mapped[date] = mapped_column(Date)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)


class UntouchedWindowRow(Base):
    """A window in which nothing was done; shown to nobody. Made anew from the ledger each week."""

    __tablename__ = "untouched_windows"
    __table_args__ = ({"info": {WHOSE: ("person_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    metric: Mapped[str] = mapped_column(METRIC, primary_key=True)
    person_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    starts_on: Mapped[date] = mapped_column(Date, primary_key=True)
    role: Mapped[str] = mapped_column(ROLE)
    flag: Mapped[str] = mapped_column(String(8))
    z: Mapped[float] = mapped_column(Float)


TABLES: tuple[type[Base], ...] = (
    SellerProfileRow,
    RubricLineRow,
    SkillRoundRow,
    SkillRatingRow,
    SkillAgreedRow,
    GapCardRow,
    UntouchedWindowRow,
)
