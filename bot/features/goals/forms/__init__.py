"""Modals of goals, drawn from facts and drafts; pure."""
