"""The source code of a module, as part of the cache key of what the module builds."""

from __future__ import annotations

from importlib.abc import InspectLoader
from pathlib import Path
from types import ModuleType


def source(module: ModuleType) -> bytes:
    """Return a module's source: the code that runs if it was reloaded (``reloading``), or the content of its file."""
    loader = module.__spec__.loader if module.__spec__ else None
    told = loader.get_source(module.__name__) if isinstance(loader, InspectLoader) else None
    return Path(str(module.__file__)).read_bytes() if told is None else told.encode()
