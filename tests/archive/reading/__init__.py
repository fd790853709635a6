"""Tests of what a trained reader sees in copy."""
