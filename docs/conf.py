"""How the pages of this folder become a site: `make docs`. Needs no network."""

project = "Pacer"
copyright = "the Pacer contributors"  # the name that Sphinx reads
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Pacer"
html_show_sphinx = False
exclude_patterns = ["_build"]
myst_heading_anchors = 3
# Words of a shell or of Slack, for which Pygments has no lexer that reads half a line.
highlight_language = "none"
