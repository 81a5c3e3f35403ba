"""Connectors to where data comes from and goes to: PostgreSQL, CSV, Excel, REST. They read Arrow batches and account
for every record as landed or rejected; they do not type, clean or judge values.
"""
