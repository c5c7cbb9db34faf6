"""The editors' side of Wagtail's admin: who sees which pages, people and files in it, and how a record is submitted and decided."""
