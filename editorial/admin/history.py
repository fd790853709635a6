"""The history of a record, whichever: the deeds on it, newest first, along the index of deeds."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.actions import name_record
from archive.models import Deed

SHOWN = 100  # deeds; the audit finds the others


def show_history(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Who did what to it, for whoever may see it. Django's own log knows what went through forms alone."""
    record = model_admin.get_object(request, object_id)
    if record is None:
        raise Http404("There is no such record.")
    if not model_admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    subject, ref, label = name_record(record)
    deeds = list(Deed.objects.on_record(subject, ref).newest_first()[: SHOWN + 1])
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"History of {label or record}",
        "subtitle": None,
        "record": record,
        "deeds": deeds[:SHOWN],
        "has_more": len(deeds) > SHOWN,
        "ref": ref,
    }
    return TemplateResponse(request, "editorial/history.html", context)
