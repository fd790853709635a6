"""Search: one door to whichever engine holds the index.

Start at `engine.py`, the interface. What a person typed goes through `parse.py` into the frozen values of
`query.py`; what the index knows of an article is a `document.Document`; what comes back is `results.Results`;
`highlight.py` marks the words in text fetched from the database. `analysis.py` is how text becomes terms, the same
for every engine. Engines live in `engines/`. Only `door.py` knows Django.
"""
