"""Rows of coaching; `WHOSE` names the columns by which each row belongs to people."""
