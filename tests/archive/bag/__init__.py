"""Tests of exporting and of bringing back."""
