"""One module a format: each turns the bytes of an item into Drafts and knows nothing of the others or of Django.

A new format is a module here and a row in `archive/ingest/sniff.py`.
"""
