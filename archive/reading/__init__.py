"""What a trained reader sees in copy: dateline, byline, copyright line, names, places, dates.

Everything here is pure: text goes in, frozen values with spans come out, nothing is looked up on a network and
nothing is stored. Every span points into the very string that was given. Start at `dateline.py`; `story.py` reads
the facts of a whole story.
"""
