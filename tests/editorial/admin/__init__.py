"""Tests of the admin, as editors meet it."""
