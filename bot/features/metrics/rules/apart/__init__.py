"""Figures taken apart: by kinds of deals with a quota of their own, and by what their source tells; pure."""
