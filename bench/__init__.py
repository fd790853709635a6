"""Measurements, one a module; `make bench` runs them all. Each module has `main() -> None` and prints what it found."""
