"""Step four, 理架构: business domains to attributes (L1–L5) with their five elements, application systems and certified
sources, the resource catalogue, lineage and search.

Grades and quality plans are declarations here; enforcing them is the work of `admission`, `quality` and `security`.
"""
