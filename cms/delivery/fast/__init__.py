"""The fast path: reads of the API that are answered from one row or one list of rows, without building a request or a query.

Every answer is the one that the Django view would give, byte for byte; whatever is not certain here is left to it. Nothing is
kept that could be late: in the statement that reads, the database is asked whether the reader's session or token is still good
and whether anything changed of what they may see.
"""
