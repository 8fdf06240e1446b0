"""Rules of coaching: states, who reads what, when talks are; pure."""
