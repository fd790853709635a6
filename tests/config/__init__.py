"""Tests of the wiring: settings and addresses."""
