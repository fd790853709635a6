"""Tests on real data, which lies beside the repository: see `shared_data` in tests/conftest.py."""
