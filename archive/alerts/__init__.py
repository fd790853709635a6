"""Telling followers of new stories: `matching.py` finds what is news for one of them, `mail.py` writes it, `send.py`
goes through all that are due. Start at `send.py`; the pages where people follow are in `archive.public.follow`.
`namings.py` tells colleagues whom a note names.
"""
