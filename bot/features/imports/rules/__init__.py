"""Rules of imports: reading files and payloads, matching people; pure."""
