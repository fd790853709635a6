"""The door through which a web server calls Dateline: `gunicorn config.wsgi`."""

import gc
import logging
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from archive.search.door import find_troubles  # noqa: E402  # Django has to be set up first

# The record can be read without its index, so the site starts all the same: searches answer 503, /readyz says why.
for trouble in find_troubles():
    logging.getLogger("archive.search").error(trouble)

# Every page is loaded before the first is asked for, and what is loaded stays: the collector of garbage need not look
# at a hundred thousand lasting things again and again while somebody waits (a twentieth of a second each time).
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
