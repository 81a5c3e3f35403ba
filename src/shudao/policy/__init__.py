"""Step two, 立规范: norms, data elements and code tables, with versions, effective dates and a second person's yes.

It does not know which attribute uses which standard (`architecture`), and it runs no rule over data (`quality`).
"""
