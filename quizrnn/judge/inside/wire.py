"""Value trees as bytes: what travels between judge and runner instead of pickles.

A tree is None, bool, int, float, complex, str, bytes, list, tuple, dict, ``Array`` (numpy or torch) or
``Opaque`` (something that cannot travel). Encoded: the length of a JSON header, the header, then the raw
buffers in the order in which the header mentions them.
"""

from __future__ import annotations

from .decode import decode
from .encode import encode
from .give import give
from .tree import MAX_BYTES, MAX_NODES, Array, Opaque, WireError

__all__ = ["MAX_BYTES", "MAX_NODES", "Array", "Opaque", "WireError", "decode", "encode", "give"]
