"""Step seven, 提质量: rules derived from standards, runs, scores, failing rows, and tickets that travel back to the
owner of the source. It mends nothing itself: mending happens at the source.
"""
