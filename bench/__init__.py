"""Measurements, one a module, each with a `main()` that prints what it found; `make bench` runs them all."""
