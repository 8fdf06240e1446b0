"""Tests of pulses."""
