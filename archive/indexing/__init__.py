"""Indexing: the only caller of `Engine.put`. What the database says, the two indexes will say.

Start at `drain.py` (the outbox, emptied into both indexes), then `documents.py` with `names.py` (what the index is told
of an article), `rebuild.py` (with `hands.py`, its processes, and `filling.py`, what each does), `compare.py` and
`repair.py`. `middleware.py` drains after each request that may have written.
"""
