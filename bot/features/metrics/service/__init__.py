"""Figures and exports within what a viewer may see, definitions, disputes, and the weekly summary."""
