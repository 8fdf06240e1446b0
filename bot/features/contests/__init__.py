"""Contests that stay healthy: tested on the past before they begin, frozen rules, no named bottom."""
