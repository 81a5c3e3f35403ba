"""Principals, sessions and the one permission decision used by console, API, search, SQL and gateway alike.
People and organisations live in `mechanism`; grants of data live in `security`.
"""
