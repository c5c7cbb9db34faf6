"""Records as files for the office: Excel and, in the layout of an official document (公文), PDF.

A module says once what its sheet is (`exporting.sheet`, see `cms.plugins.PLACES`), of the content that the reader sees; `workbook`
and `pdf` make files of it, `views` answers. What is not published is marked 草稿.
"""

from .sheets import Column, Sheet, Table

__all__ = ["Column", "Sheet", "Table"]
