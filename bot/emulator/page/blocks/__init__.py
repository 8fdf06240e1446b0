"""Block Kit as HTML: pure, one file for each family of blocks; `render.py` knows them all."""
