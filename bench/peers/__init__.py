"""The search page as others make it: PostgreSQL full text, and django-modelsearch. Start at `__main__.py`."""
