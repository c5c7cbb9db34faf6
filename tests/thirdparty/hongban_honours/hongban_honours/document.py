def extend(page, content):
    """In the document of an honour: the year that it is of, for front ends that sort by it."""
    if page._meta.label == "honours.HonourRecord":
        content["honour"] = {"level": page.level, "year": page.awarded_on.year}
