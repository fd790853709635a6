"""Tags for templates. `story.py` is the only place in the project where text is declared safe HTML."""
