"""The record: every fact a reader may see, how it is kept, found and shown.

Start at `models/` for what is kept, `actions/` for every way it changes, `public/` for what readers meet.
It runs with `editorial` uninstalled. `docs/map.md` says where each thing goes.
"""
