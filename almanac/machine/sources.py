"""What a module was loaded from: a part of the key of what it makes, if that is kept."""

from __future__ import annotations

from importlib.abc import InspectLoader
from pathlib import Path
from types import ModuleType


def source(module: ModuleType) -> bytes:
    """A module's source: the text that runs if it was loaded again (``reloading``), or else what its file holds."""
    loader = module.__spec__.loader if module.__spec__ else None
    told = loader.get_source(module.__name__) if isinstance(loader, InspectLoader) else None
    return Path(str(module.__file__)).read_bytes() if told is None else told.encode()
