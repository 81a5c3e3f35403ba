"""The sample city, driven through the same doors as any installation: its sources (generated registers, files, a REST
endpoint) and the ten steps taken with them. It decides nothing that a module decides.
"""
