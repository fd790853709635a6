"""How the house is wired: settings, addresses and the WSGI door. The only place that knows both floors.

Start at `settings.py`; every value it reads from the environment is described in docs/reference/settings.md.
"""
