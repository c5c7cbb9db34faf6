"""The Party office's pages for search: the lexicon (检索词库) and the questions that it is tried with (常用检索词)."""
