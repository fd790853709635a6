"""Tags that make HTML."""
