"""The doors of this package: each writes one register to where its department keeps it, and says what it spoiled."""

from shudao.app.demo.registers.gb18030_file import write_legal_persons
from shudao.app.demo.registers.postgres import write_population
from shudao.app.demo.registers.workbook import write_assistance

__all__ = ["write_assistance", "write_legal_persons", "write_population"]
