"""The demo's company by itself."""
