"""A Spark Connect server: Sail from PyPI, on loopback and a free port, or the one `SHUDAO_SPARK_URL` names.

Passing on one is no proof for the other, so the long run names an Apache Spark there (`sc://host:port`).
"""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spark_server() -> Iterator[str]:
    """The address of the server, started and stopped here unless it was named."""
    if named := os.environ.get("SHUDAO_SPARK_URL"):
        yield named
        return
    # In a worker of a parallel run the main module has no file, which the client takes for a run of its doctests.
    vars(sys.modules["__main__"]).setdefault("__file__", __file__)
    with warnings.catch_warnings():
        # The Spark client warns about the pandas version, which nothing here uses.
        warnings.simplefilter("ignore")
        import pyspark.sql.connect.session  # noqa: F401 - imported here so that its warnings are met here
        from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    try:
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.stop()
