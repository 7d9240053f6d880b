"""The engine that turns a form definition into an Antragsassistent."""

__version__ = "0.1.0"
