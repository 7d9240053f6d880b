"""The pure heart of the engine: definitions in, journeys, verdicts and schemas out; no I/O and no clock."""
