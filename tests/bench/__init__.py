"""What measurements are made with must itself be right. Start at `test_corpus.py`."""
