"""The work: what editors do about the facts. Uninstall it all, and the archive still publishes.

Start at `admin/` for what an editor sees. The record is changed only through `archive.actions`.
"""
