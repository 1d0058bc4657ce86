"""What the demos train on: generators, and loaders of files that a user names.

One module per kind of data. A generator takes its sizes and a ``numpy.random.Generator`` (or the legacy seed with
which a source drew its data) and returns arrays; a loader takes a path and raises QuizrnnError with what is wrong
with the file. A DataError says so in both languages (``message``). Nothing is downloaded unless the user
asks for it (``catalogue.py``, ``download.py``), and nothing is shipped whose licence is not clear.
"""
