"""Documents that come out of a definition: values first, then their forms as files."""
