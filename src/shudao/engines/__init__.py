"""Engines that run expressions over relations: the plain-Python judge, DuckDB on one machine, Spark Connect on many.
They see only expressions of `kernel.expr`; they know no table, no person and no permission.
"""
