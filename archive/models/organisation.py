"""Organisation: a body that acts under a name."""

from __future__ import annotations

from django.db import models

from .entity import Entity


class Organisation(Entity):
    """A government, company, party, agency, team…"""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
