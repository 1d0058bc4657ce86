"""Started by exec as a script: loads this folder as a package of its own and becomes a zygote.

The modules are read at once, because after the change of user they may be out of reach; from their cached
bytecode where that is there. The package gets a
private copy of the builtins, so that learner code which replaces ``builtins.len`` breaks itself only.
"""

import builtins
import gc
import importlib.util
import os
import sys
from importlib.machinery import SourceFileLoader

_FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100,PTH120


class Package:
    """Finder and loader of ``inside``."""

    def __init__(self) -> None:
        self.codes = {}
        for file in os.listdir(_FOLDER):  # noqa: PTH208
            if file.endswith(".py"):
                name = file.removesuffix(".py")
                self.codes[name] = SourceFileLoader(name, f"{_FOLDER}/{file}").get_code(name)

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        """The specification of ``inside`` or of one of its modules."""
        package, _, module = name.partition(".")
        if package != "inside" or (module or "__init__") not in self.codes:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=not module)  # type: ignore[arg-type]

    def create_module(self, spec):  # type: ignore[no-untyped-def]
        """The default module."""

    def exec_module(self, module):  # type: ignore[no-untyped-def]
        """Execute a module with its own builtins."""
        name = module.__name__.partition(".")[2] or "__init__"
        module.__builtins__ = dict(vars(builtins))
        exec(self.codes[name], vars(module))  # type: ignore[arg-type]


if __name__ == "__main__":
    gc.disable()  # until a runner has been forked: what is imported here stays
    sys.meta_path.insert(0, Package())
    from importlib import import_module

    import_module(f"inside.{sys.argv[2]}").main(int(sys.argv[1]))
