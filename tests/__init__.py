"""The tests, mirroring the code. `make.py` makes the records, `conftest.py` the surroundings."""
