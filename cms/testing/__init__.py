"""The test kit that travels with the package: a pytest plugin for built-in modules and third parties alike.

Install the package and `pytest` finds it (entry point `pytest11`). It gives the fixture `world`, made of real objects by the
platform's own actions, and `ModuleContract`, which every module passes.
"""

import pytest

# Before the import: a failing check then shows the values that it compared, in other people's projects too
pytest.register_assert_rewrite("cms.testing.contract")

from .contract import ModuleContract  # noqa: E402 (see above)
from .switch import without_plugin  # noqa: E402
from .world import World, answers_for, decide, publish, review, world  # noqa: E402
from .world import _founded as _founded  # noqa: E402 (a fixture that `world` asks for)

__all__ = [
    "ModuleContract",
    "World",
    "answers_for",
    "decide",
    "publish",
    "review",
    "without_plugin",
    "world",
]
