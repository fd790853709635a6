"""Place: somewhere on Earth (or off it) that stories name or are sent from."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from .entity import Entity


class Place(Entity):
    """A place with its position, when it has one, in degrees (WGS 84)."""

    geonames_id = models.PositiveIntegerField(
        "GeoNames id",
        null=True,
        blank=True,
        unique=True,
        validators=[MinValueValidator(1)],
        help_text="524901 is Moscow",
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166: KR, US")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(geonames_id__isnull=True) | Q(geonames_id__gte=1), name="place_geonames"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90),
                name="place_latitude",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__gte=-180, longitude__lte=180),
                name="place_longitude",
            ),
        ]
