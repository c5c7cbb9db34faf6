"""What modelsearch's suite asks about. Its package has the models and the questions, not the records: these are ours, made to
fit what the suite expects of them."""

from datetime import date, time

from modelsearch.test.testapp import models
from modelsearch.test.testapp.models import Author, Book, Character, MPAnimal, Novel, NSAnimal, ProgrammingGuide

__all__ = ["create"]

MIDDLE_EARTH, WESTEROS = "Middle Earth", "Westeros"
BORN = {
    "J. R. R. Tolkien": date(1892, 1, 3),
    "George R.R. Martin": date(1948, 9, 20),
    "Isaac Asimov": date(1920, 1, 2),
}
# Tests name the first seven and the tenth by their ids
NOVELS = [
    (1, "The Hobbit", "J. R. R. Tolkien", date(1937, 9, 21), 310, MIDDLE_EARTH, ["Bilbo Baggins", "Thorin Oakenshield"]),
    (2, "The Fellowship of the Ring", "J. R. R. Tolkien", date(1954, 7, 29), 423, MIDDLE_EARTH, ["Frodo Baggins", "Bilbo Baggins"]),
    (3, "The Two Towers", "J. R. R. Tolkien", date(1954, 11, 11), 352, MIDDLE_EARTH, ["Frodo Baggins", "Bilbo Baggins"]),
    (4, "The Return of the King", "J. R. R. Tolkien", date(1955, 10, 20), 440, MIDDLE_EARTH, ["Frodo Baggins", "Bilbo Baggins"]),
    (5, "A Game of Thrones", "George R.R. Martin", date(1996, 8, 1), 694, WESTEROS, ["Eddard Stark"]),
    (6, "A Clash of Kings", "George R.R. Martin", date(1998, 11, 16), 768, WESTEROS, ["Robb Stark"]),
    (7, "A Storm of Swords", "George R.R. Martin", date(2000, 3, 8), 1216, WESTEROS, ["Jon Snow"]),
    (10, "Foundation", "Isaac Asimov", date(1951, 6, 1), 255, "The Galaxy", ["Hari Seldon"]),
]  # fmt: skip
GUIDES = [
    (9, "JavaScript: The Definitive Guide", ["David Flanagan"], date(1996, 8, 1), 1096, "js"),
    (8, "JavaScript: The good parts", ["Douglas Crockford"], date(2008, 5, 1), 172, "js"),
    (11, "Learning Python", ["Mark Lutz", "David Ascher"], date(1999, 4, 1), 1160, "py"),
    (12, "Two Scoops of Django 1.11", ["Daniel Roy Greenfeld", "Audrey Roy Greenfeld"], date(2017, 4, 1), 540, "py"),
    (14, "Programming Rust", ["Jim Blandy", "Jason Orendorff"], date(2017, 12, 1), 598, "rs"),
]
PLAIN = (13, "The Rust Programming Language", ["Carol Nichols", "Steve Klabnik"], date(2018, 6, 1), 440)
ANIMALS = [{"data": {"name": "Animal"}, "children": [
    {"data": {"name": "Mammal"}, "children": [{"data": {"name": "Dog"}}, {"data": {"name": "Cat"}}]},
    {"data": {"name": "Reptile"}, "children": [{"data": {"name": "Lizard"}}]},
]}]  # fmt: skip


def create() -> None:
    for number, title, author, day, pages, setting, people in NOVELS:
        novel = Novel(
            pk=number, title=title, publication_date=day, number_of_pages=pages, setting=setting, summary=""
        )  # fmt: skip
        _write(novel, [author])
        characters = [Character.objects.create(name=name, novel=novel) for name in people]
        novel.protagonist = characters[0]
        novel.save()
    for number, title, authors, day, pages, language in GUIDES:
        fields = {"publication_date": day, "number_of_pages": pages, "programming_language": language}
        _write(ProgrammingGuide(pk=number, title=title, **fields), authors)
    number, title, authors, day, pages = PLAIN
    _write(Book(pk=number, title=title, publication_date=day, number_of_pages=pages), authors)
    models.UnindexedBook.objects.create(title="Unindexed", publication_date=date(2001, 1, 1), number_of_pages=1)
    for name, start in (("Breakfast yoga", time(8)), ("Evening yoga", time(18)), ("Stand-up meeting", time(9, 30))):
        meeting = models.Meeting.objects.create(name=name, start_time=start)
    item = models.AgendaItem.objects.create(meeting=meeting, topic="What was done yesterday")
    models.Speaker.objects.create(agenda_item=item, name="Doyle")
    for model in (MPAnimal, NSAnimal):
        model.load_bulk(ANIMALS)


def _write(book: Book, authors: list[str]) -> None:
    book.save()
    for name in authors:
        book.authors.add(Author.objects.get_or_create(name=name, defaults={"date_of_birth": BORN.get(name)})[0])
