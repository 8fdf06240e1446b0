"""The demo's company: it sells, answers and thanks by itself while the clock moves."""
