"""Many pages at once: what saving, publishing and indexing each would leave in the database, written table by table.

No signals are sent and no gate is asked: whoever writes here writes the release as well (`cms.moderation.issued`, the demo).
"""
