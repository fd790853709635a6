"""Django with django-modelsearch and nothing of ours; BENCH_DATABASE is the address of the cluster."""

import os

import dj_database_url

SECRET_KEY = "measured here and nowhere else"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.postgres", "modelsearch", "bench.peers.shelf"]
DATABASES = {"default": dj_database_url.parse(os.environ["BENCH_DATABASE"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "english", "AUTO_UPDATE": False}
}
