"""Tests of the archive, room by room."""
