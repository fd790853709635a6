"""What readers meet: the pages of the public archive, one module a kind of page.

Start at `urls.py`. A view asks `Article.objects.readable(at)` what may be seen and `shown.py` how much of
it, builds frozen values (`cards.py`, `story.py`, `charts.py`) and hands them to `page.show_page`, which
sends them with the headers that caches need. Templates only lay out what they are given.
"""
