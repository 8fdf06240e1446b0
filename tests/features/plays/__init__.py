"""Tests of plays."""
