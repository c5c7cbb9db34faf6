"""The Elasticsearch engine: the same analyzer's terms in indexes of an Elasticsearch 8, shared by all machines of a site.

connection.py    which servers, and what their failures mean here
schema.py        the fields of an index; an entry as a document
generations.py   the indexes behind the alias: which is read, which are written, how one takes the other's place
lease.py         at most one rebuild at a time
questions.py     a question in Elasticsearch's query language
engine.py        the engine
"""
