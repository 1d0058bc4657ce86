"""Started by exec as a script: loads this folder as a package of its own and becomes a zygote.

The sources are read at once, because after the change of user they may be out of reach. The package gets a
private copy of the builtins, so that learner code which replaces ``builtins.len`` breaks itself only.
"""

import builtins
import importlib.util
import os
import sys

_FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100,PTH120


class Package:
    """Finder and loader of ``inside``."""

    def __init__(self) -> None:
        self.sources = {}
        for name in os.listdir(_FOLDER):  # noqa: PTH208
            if name.endswith(".py"):
                with open(f"{_FOLDER}/{name}", "rb") as file:  # noqa: PTH123
                    self.sources[name.removesuffix(".py")] = file.read()

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        """The specification of ``inside`` or of one of its modules."""
        package, _, module = name.partition(".")
        if package != "inside" or (module or "__init__") not in self.sources:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=not module)  # type: ignore[arg-type]

    def create_module(self, spec):  # type: ignore[no-untyped-def]
        """The default module."""

    def exec_module(self, module):  # type: ignore[no-untyped-def]
        """Execute a source with its own builtins."""
        name = module.__name__.partition(".")[2] or "__init__"
        module.__builtins__ = dict(vars(builtins))
        exec(compile(self.sources[name], f"{_FOLDER}/{name}.py", "exec"), vars(module))


if __name__ == "__main__":
    sys.meta_path.insert(0, Package())
    from importlib import import_module

    import_module(f"inside.{sys.argv[2]}").main(int(sys.argv[1]))
