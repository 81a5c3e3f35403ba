"""Shudao (数道): the method of the white paper 政务数据之道, made executable.

The tree mirrors the ten steps; `docs/concepts/house.md` is its map. Nothing is imported here, so that starting the
command line stays cheap.
"""

__version__ = "0.1.0"
