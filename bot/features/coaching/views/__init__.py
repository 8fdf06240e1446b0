"""Screens of coaching: facts in, Block Kit out."""
