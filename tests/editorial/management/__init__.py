"""Tests of the desk's commands."""
