"""All rows, by the order in which one learns them."""

from __future__ import annotations

from quizrnn.reference.row import Row
from quizrnn.reference.rows.basics import BASICS
from quizrnn.reference.rows.images import IMAGES
from quizrnn.reference.rows.recurrent import RECURRENT
from quizrnn.reference.rows.sequence import SEQUENCE

ROWS: tuple[Row, ...] = (*BASICS, *RECURRENT, *SEQUENCE, *IMAGES)
