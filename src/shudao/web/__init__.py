"""The web shell: one FastAPI application, its errors, and the console's files. Pages and arguments only."""
