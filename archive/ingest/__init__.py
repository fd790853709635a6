"""Ingest: bytes from a wire become stories in the archive.

The road: `decode` (bytes to text) → `sniff` (which format) → `formats/` (parse to Drafts) → `plan` (what would
change) → `load` (carry it out through actions). Everything up to the Draft is pure Python and knows no database.
Start at `sniff.py`, the one table of formats, and `draft.py`, what a story says of itself.
"""
