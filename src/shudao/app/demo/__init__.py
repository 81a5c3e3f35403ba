"""The sample city: loads its description through the facades, and drives the ten steps on real parts.
It is an ordinary user of the platform; nothing here has a way of its own into the lake or the records.
"""
