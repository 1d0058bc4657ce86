"""The judge process: reads requests as JSON lines, answers in order, ends when its parent goes away."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from typing import IO

import msgspec

from quizrnn.errors import QuizrnnError
from quizrnn.judge.client import LocalJudge
from quizrnn.judge.messages import Request, Response, pack, unpack

PULSE = 1.0
"""Seconds between signs of life while a request is worked on."""


class Server:
    """One judge behind two pipes; a thread reads, a thread tells that it lives, the main thread works."""

    def __init__(self, requests: IO[bytes], responses: IO[bytes]) -> None:
        self.requests, self.responses = requests, responses
        self.judge = LocalJudge()
        self.waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self.lock = threading.Lock()
        self.current: int | None = None

    def serve(self) -> None:
        """Work until the process ends."""
        threading.Thread(target=self.read, daemon=True).start()
        threading.Thread(target=self.pulse, daemon=True).start()
        while True:
            request = self.waiting.get()
            self.current = request.id
            response = self.answer(request)
            self.current = None
            if response is not None:
                self.send(response)

    def read(self) -> None:
        """Queue requests; the end of the pipe means that the parent is gone."""
        try:
            for line in self.requests:
                self.waiting.put(msgspec.json.decode(line, type=Request))
        finally:
            os._exit(0)

    def pulse(self) -> None:
        """Say that a long request is still being worked on."""
        pause = threading.Event()
        while not pause.wait(PULSE):
            current = self.current
            if current is not None:
                self.send(Response(id=current, alive=True))

    def send(self, response: Response) -> None:
        """Write one line at once."""
        try:
            with self.lock:
                self.responses.write(msgspec.json.encode(response) + b"\n")
                self.responses.flush()
        except OSError:
            os._exit(0)

    def answer(self, request: Request) -> Response | None:
        """Do what a request asks; nothing that goes wrong ends the process."""
        try:
            return self.work(request)
        except QuizrnnError as error:
            return Response(id=request.id, error=str(error))
        except Exception as error:
            return Response(id=request.id, broken=f"{type(error).__name__}: {error}"[:500])

    def work(self, request: Request) -> Response | None:
        """The request's one job."""
        judge, task = self.judge, request.task
        if request.do == "warm":
            judge.warm(torch=request.torch, trusted=True)
            return None
        if request.do == "compute":
            value = judge.compute(request.source.decode(), request.function, unpack(request.case))
            return Response(id=request.id, value=pack(value))
        if task is None:
            raise QuizrnnError("a request without its task")
        if request.do == "check":
            return Response(id=request.id, verdict=judge.check_task(task, request.source))
        if request.do == "check-each":
            return Response(id=request.id, verdicts=judge.check_each_task(task, request.sources))
        return Response(id=request.id, ran=judge.run_task(task, request.source))


def main() -> None:
    """Keep the real stdout for answers alone: whatever else prints goes to stderr."""
    signal.signal(signal.SIGINT, lambda *_: None)
    responses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    Server(sys.stdin.buffer, responses).serve()
