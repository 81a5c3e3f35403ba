"""Excel workbooks below the connector: whether a file is safe to open, and the text of a cell. Reading the cells is
calamine's; what a sheet means is the Excel connector's.
"""
