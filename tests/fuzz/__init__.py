"""Fuzzing of definitions, answers and requests, seeded: a little in `make test`, as much as one likes in `make fuzz`."""
