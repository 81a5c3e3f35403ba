"""看数用数 (white paper 4.4, 数据挖掘分析): values of indicators, computed over the lake through the lens and kept as
series. It does not define indicators (`architecture`); charts, tags and models are not here yet.
"""
