"""Measurements run by hand with `make bench NAME=…`; each ends with its figures as one line of JSON."""
