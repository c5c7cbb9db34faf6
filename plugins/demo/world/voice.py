"""Filling text templates with the words of a unit's trade."""

import random
import re

PLACE = re.compile(r"\{(?:(?:(\w+)=)?(\d+)\.\.(\d+)|([a-z_]+?)(\d?))\}")


class Voice:
    """Speaks for one unit about one occasion: what was once chosen stays chosen, until the next voice.

    A template holds `{equipment}`, `{equipment2}` (another one) … for the lists of the trade, `{workshop}`, `{newline}` and
    whatever was given by `know()`; `{3..8}` is a number from 3 to 8, `{n=3..8}` one that `{n}` repeats later.
    """

    def __init__(self, rng: random.Random, lists: dict[str, tuple[str, ...]], known: dict[str, str]):
        self.rng, self.lists, self.known = rng, lists, dict(known)
        self._left: dict[str, list[str]] = {}

    def know(self, **words: str) -> "Voice":
        self.known.update(words)
        return self

    def draw(self, *templates: str) -> "Voice":
        """Fix the named numbers of these templates, so that any of them may be said, in any order or not at all."""
        for template in templates:
            for match in PLACE.finditer(template):
                if match[1]:
                    self._word(match)
        return self

    def say(self, template: str) -> str:
        """The template with every place filled. Raises KeyError for a word that nobody knows."""
        return PLACE.sub(self._word, template) if "{" in template else template

    def _word(self, match: re.Match) -> str:
        name, low, high, word, digit = match.groups()
        if name and name in self.known:
            return self.known[name]
        if low is not None:
            number = str(self.rng.randint(int(low), int(high)))
            if name:
                self.known[name] = number
            return number
        key = word + digit
        if key not in self.known:
            if word not in self.lists:
                raise KeyError(f"{match[0]} in a template: the trade has no such word")
            self.known[key] = self._another(word)
        return self.known[key]

    def _another(self, word: str) -> str:
        if not self._left.get(word):
            self._left[word] = self.rng.sample(self.lists[word], len(self.lists[word]))
        return self._left[word].pop()
