"""The registered connectors, by kind. A new one is one file, one line here, and its conformance cases."""

from shudao.connectors.csv_file import CsvFile
from shudao.connectors.excel import Excel
from shudao.connectors.rest import Rest

__all__ = ["CONNECTORS"]

CONNECTORS: dict[str, CsvFile | Excel | Rest] = {connector.kind: connector for connector in (CsvFile(), Excel(), Rest())}
