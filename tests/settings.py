"""The settings of a test run: the project's own, in a home that is thrown away.

What the developer's shell says of the site is left out, so that a test means the same everywhere. Of the
environment only DATABASE_URL is kept: that is how the suite is run on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    home = Path(os.environ["DATELINE_HOME"]) / worker  # inside the folder of the process that started us
else:
    home = Path(tempfile.mkdtemp(prefix="dateline-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)

for name in (
    "ALLOWED_HOSTS", "DATELINE_ENV", "DEBUG", "EDITORIAL", "EMAIL_FROM", "EMAIL_URL", "HSTS_SECONDS",
    "LOG_LEVEL", "SEARCH_URL", "SECRET_KEY", "SITE_NAME", "SITE_URL", "TIME_ZONE",
):  # fmt: skip
    os.environ.pop(name, None)
os.environ["DATELINE_HOME"] = str(home)

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real ones are slow on purpose
