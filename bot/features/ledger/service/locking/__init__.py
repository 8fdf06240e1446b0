"""Services that know of locked periods."""
