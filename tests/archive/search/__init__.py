"""Tests of search. `contract.py` is what every engine must do; each engine's own file subclasses it."""
