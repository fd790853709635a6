"""Tests of the way in: from bytes to records."""
