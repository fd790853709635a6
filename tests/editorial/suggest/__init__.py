"""Proposers: what they propose, why, and what they never propose."""
