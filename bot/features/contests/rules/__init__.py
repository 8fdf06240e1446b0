"""Rules of contests: planning, winners, replays and their facts; pure."""
