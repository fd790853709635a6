"""Who does a deed: a signed-in person, or nobody when a machine does it."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.models import User

Actor: TypeAlias = User | None
