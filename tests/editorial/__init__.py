"""Tests of the desk, room by room."""
