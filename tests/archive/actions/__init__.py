"""Tests of the deeds: what each changes, what it refuses, and what it leaves in the outbox."""
