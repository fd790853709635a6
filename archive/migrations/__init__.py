"""The record's history of shapes; each migration works on SQLite and PostgreSQL."""
