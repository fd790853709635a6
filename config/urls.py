"""Every address: the reading room, and the desk when it is installed."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if settings.EDITORIAL:
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))

if find_spec("archive.public") and find_spec("archive.public.urls"):
    urlpatterns.append(path("", include("archive.public.urls")))
