"""Meaning: what is written in other words than it is asked for, found by the nearness of vectors.

    embedder.py   what turns texts into vectors: bundled.py (a small model of this machine), endpoint.py (one on the intranet)
    passages.py   documents cut into what is turned
    vectors.py    the vectors in the database, computed in the background
    matrix.py     this machine's copy of them, mapped into the memory of all its processes
    questions.py  vectors of questions: kept, within a time budget, or not at all
    fusion.py     what a question finds by words and by meaning, in one order

Off by default (`SEARCH_SEMANTIC`). Whatever fails here leaves what the words find. Nothing here answers a reader: nearness only
proposes pages, which are then looked up among the documents that the reader may see.
"""
