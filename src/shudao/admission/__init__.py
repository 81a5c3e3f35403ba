"""Step five, 推治理: the gate of six standards, the four layers, the write door and releases. Nothing enters the lake
by another way. It does not read sources (`ingestion`) nor transform rows (`development`).
"""
