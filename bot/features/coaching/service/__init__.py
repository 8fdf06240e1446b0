"""Use cases of coaching: each asks who may, and returns frozen facts."""
