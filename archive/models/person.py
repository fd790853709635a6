"""Person: somebody whom stories name."""

from __future__ import annotations

from django.db import models

from .entity import Entity


class Person(Entity):
    """A human being."""

    born_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "people"
