"""Tests of archive/alerts."""
