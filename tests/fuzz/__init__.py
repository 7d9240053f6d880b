"""Seeded fuzzing of definitions, answers and requests: a little in `make test`, much in `make fuzz`."""
