"""The Django admin as editors' home: lists, the story's page, authority files, what came in.

Start at `articles.py` and, for the page on which a story is worked at, at `story_page.py`. Every write goes
through `archive.actions`; `record.py` holds what all lists share: they never count a big table. A new module
with an admin class is named in `registration.py`.
"""
