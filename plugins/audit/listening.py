"""Signals of packages that need not be installed."""

import importlib
from collections.abc import Callable

from django.apps import apps


def listen(module: str, receivers: dict[str, Callable]) -> bool:
    """Connect each receiver to the signal of its name in this module, when the app that the module belongs to is in use."""
    app = module.rpartition(".")[0]
    if not apps.is_installed(app):
        return False
    signals = importlib.import_module(module)
    for name, receiver in receivers.items():
        getattr(signals, name).connect(receiver, weak=False, dispatch_uid=f"audit.{module}.{name}")
    return True
