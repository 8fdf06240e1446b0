"""Rules of goals: contract, progress, pace, alignment, access and words; pure."""
