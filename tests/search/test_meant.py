"""您要找的是不是."""

from search.lexicon.groups import Group, Lexicon
from search.meant import meant

LEXICON = Lexicon([Group("~", ("三会一课",), ("三会一课制度",)), Group("=", ("党费收缴", "交纳党费"))])


def test_another_character_of_the_same_sound_is_written_as_the_lexicon_has_it():
    assert meant("党非收缴 标准", LEXICON, []) == ["党费收缴 标准"]


def test_pinyin_is_written_in_characters():
    assert meant("dangfeishoujiao", LEXICON, []) == ["党费收缴"]


def test_a_title_that_was_found_is_known_as_well_but_what_is_right_stays():
    assert meant("组织声活会", LEXICON, ["召开组织生活会"]) == ["组织生活会"]
    assert meant("党费收缴", LEXICON, ["党费收缴"]) == []
    assert meant("火星", LEXICON, ["召开组织生活会"]) == []
