"""Tests of what features are made of."""
