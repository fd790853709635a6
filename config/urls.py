"""Every address: the reading room, and the desk when it is installed."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("archive.public.urls"))]

if settings.EDITORIAL:
    from django.contrib import admin

    from archive.public.preview import show_preview
    from editorial.admin import registration as registration  # makes the lists of the site

    # The reader's own page of words that are not public yet: without the desk nobody has the right to it.
    urlpatterns[:0] = [path("admin/", admin.site.urls), path("preview/<str:ref>/", show_preview, name="preview")]
