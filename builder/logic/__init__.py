"""Logic without code: conditions as sentences, the map of pages and what they hang on, and why something is hidden."""
