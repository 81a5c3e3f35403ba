"""Step two, 立规范: norms, data elements, code tables and the working-day calendar, each with versions and effective dates.
It does not know which attribute uses which standard (`architecture`).
"""
