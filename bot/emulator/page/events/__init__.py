"""Handlers of what a person does in the window, one file a family; `dispatch.py` maps their names."""
