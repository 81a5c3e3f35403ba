"""Shudao's expression vocabulary (DESIGN §5): about thirty functions and a row predicate, each meaning the same in
plain Python, in DuckDB and over Spark Connect. Modules begin at `vocabulary` and `predicate`; nothing here knows a
module, a table or a person.
"""
