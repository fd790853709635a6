"""The one model that django-modelsearch is measured with."""
