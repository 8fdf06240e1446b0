"""Rules of feedback: who may read it, what it holds, its facts; pure."""
