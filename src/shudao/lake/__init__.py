"""The Delta lake's ground: relations to read and commits to write. It holds no permission and no gate; only `admission`
may use its write side and only `security` its read side.
"""
