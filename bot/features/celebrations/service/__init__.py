"""Finds what to celebrate, posts and edits it; settings are changed by those who may."""
