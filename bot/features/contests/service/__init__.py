"""Contests from plan to end: who may see and change them, scores, replays and posts."""
