"""Step eight, 重服务: data services with their contracts, the gateway that answers calls, keys and metering.
It holds no data of its own but serving copies, which are projections.
"""
