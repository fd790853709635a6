"""Whole walks through real HTTP and a real browser."""
