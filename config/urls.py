"""Every address: the reading room, and the desk when it is installed."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("archive.public.urls"))]

if settings.EDITORIAL:
    from django.contrib import admin

    urlpatterns.insert(0, path("admin/", admin.site.urls))
