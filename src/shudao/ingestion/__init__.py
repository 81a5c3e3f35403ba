"""Aggregation, 数据汇聚 (white paper 4.4): reads registered sources through connectors and lands them in the
source-aligned layer, as the source has them. It types and cleans nothing.
"""
