"""The engines that can hold an index. Each passes `tests/archive/search/contract.py`.

Start at `tantivy.py`, the embedded default; its neighbours are its schema, its directory and its query compiler.
"""
