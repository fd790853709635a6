"""Indexing: the only caller of `Engine.put`. What the database says, the two indexes will say.

Start at `drain.py` (the outbox, emptied into both indexes), then `documents.py` (what the index is told of an
article), `rebuild.py` and `compare.py`. `middleware.py` drains after each request that may have written.
"""
