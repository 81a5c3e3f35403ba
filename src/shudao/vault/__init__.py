"""Secrets, keys and crypto profiles (white paper 4.10): what must be sealed at rest, hashed, signed. It does not decide who
may open a secret; its callers ask `access` first.
"""
