"""What may be done in the Excel room. Each kind has its own permissions besides; here is only the way in."""

from shudao.access.contracts import Permission

USE = Permission("sheets.use", "导入导出Excel", "Use Excel forms")
ALL = (USE,)
