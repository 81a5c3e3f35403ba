"""Reading what a schema says about itself: tables, columns, keys, comments and small tables' rows, from `.sql` files or
from a live database, into one plain model. What it means is decided by `architecture`; nothing is judged here.
"""
