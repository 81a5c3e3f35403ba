"""A Spark Connect server from PyPI, on loopback and a free port, for as long as it is needed."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spark_server() -> Iterator[str]:
    """Start Sail's server and give its address."""
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
