"""Rules of kudos: what may be given and undone, boards, and their facts; pure."""
