"""``quizrnn demo``: list the demos, show one, train it, sweep over its parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizrnn.cli import common
from quizrnn.cli.help import Group
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.demos import Demo
    from quizrnn.demos.params import Params

WORDS = ("list", "show", "run", "-h", "--help")


class DemoGroup(Group):
    """Anything that is none of its commands is a demo to run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """``demo NAME ...`` is ``demo run NAME ...``; ``demo`` alone lists."""
        if not args:
            args = ["list"]
        elif args[0] not in WORDS:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DemoGroup)
def command() -> None:
    """Train a demo and watch it: quizrnn demo NAME. Its parameters: quizrnn demo show NAME."""


def complete_demos(context: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Names of demos that begin so, for the shell."""
    from quizrnn.demos import DEMOS

    return [name for name in DEMOS if name.startswith(start)]


@command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common.lang_option
def listing(*, as_json: bool, lang: str | None) -> int:
    """List the demos: number, name, what it shows, how long it takes."""
    from quizrnn.cli.demo_list import facts, print_list
    from quizrnn.demos import DEMOS

    common.tolerant_streams()
    language = common.language(lang)
    if as_json:
        common.say_json([facts(demo, language) for demo in DEMOS.values()])
    else:
        print_list(language)
    for line in broken_lines(language):
        common.note(line)
    return 0


@command.command("show")
@click.argument("name", shell_complete=complete_demos)
@click.option("--json", "as_json", is_flag=True)
@common.lang_option
def showing(*, name: str, as_json: bool, lang: str | None) -> int:
    """Show the demo NAME: what it is about, its parameters with their limits, its variants and figures."""
    common.tolerant_streams()
    show(name, common.language(lang), as_json=as_json)
    return 0


def show(name: str, lang: str, *, as_json: bool) -> None:
    """Everything about a demo that can be said without running it."""
    from quizrnn.cli.demo_list import facts, print_demo

    demo = find(name, lang)
    if as_json:
        common.say_json(facts(demo, lang, whole=True))
    else:
        print_demo(demo, lang)


@command.command("run")
@click.argument("name", required=False, shell_complete=complete_demos)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="K=V",
)
@click.option("--try", "presets", multiple=True, metavar="VARIANT")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    show_default="0",
)
@click.option("--seeds", type=click.IntRange(1, 10_000))
@click.option("--predict", metavar="OUTCOME")
@click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    show_default="cpu",
)
@click.option(
    "--data",
    metavar="PATH|NAME",
)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--resume", type=click.Path(path_type=Path))
@click.option("--cores", type=click.IntRange(1, 4096))
@click.option("--cluster", metavar="ADDRESS")
@click.option("--json", "as_json", is_flag=True)
@click.option("--help-params", is_flag=True)
@common.lang_option
def running(*, name: str | None, lang: str | None, as_json: bool, help_params: bool, **asked: Any) -> int:
    """Train the demo NAME (or its number, D01). Ctrl+C stops it and keeps what is done."""
    from quizrnn.demos import DemoError

    common.tolerant_streams()
    language = common.language(lang)
    try:
        if help_params and name is not None:
            show(name, language, as_json=as_json)
            return 0
        return _run(name, language, as_json, **asked)
    except DemoError as error:
        raise QuizrnnError(error.message(language)) from error


def _run(name: str | None, lang: str, as_json: bool, **asked: Any) -> int:
    from quizrnn.cli.demo_ask import check_resume, data_place, grid, runs_folder
    from quizrnn.cli.demo_run import go_on, run_one
    from quizrnn.cli.demo_sweep import Manner, go_on_sweeping, run_sweep
    from quizrnn.demos import DemoError, find_demo
    from quizrnn.demos.runs import fresh_folder, prepare
    from quizrnn.demos.sweep import SWEEP, Settings

    manner = Manner(lang, as_json, asked["cores"], asked["cluster"])
    if (folder := asked["resume"]) is not None:
        check_resume(name, folder, asked)
        if (folder / SWEEP).exists():
            return go_on_sweeping(folder, manner)
        return go_on(folder, lang, as_json=as_json)
    if name is None:
        raise DemoError("which-demo")
    demo = find_demo(name)
    if asked["predict"] is not None:
        demo.outcome(asked["predict"])
    cells = grid(demo, asked["presets"], asked["values"])
    device, data = asked["device"] or "cpu", data_place(demo, asked["data"])
    seed = asked["seed"] or 0
    if len(cells) == 1 and asked["seeds"] is None and asked["cluster"] is None:
        params, preset = cells[0].params(demo), cells[0].preset
        name_unfinished(demo, lang)
        folder = asked["out"] or fresh_folder(runs_folder(), demo)
        prepare(folder, demo, params, seed=seed, device=device, data=data)
        return run_one(folder, lang, as_json=as_json, preset=preset, predicted=asked["predict"])
    if asked["predict"] is not None:
        raise DemoError("predict-sweep")
    place = str(data.resolve()) if data is not None else None
    settings = Settings(demo.id, cells, seed, asked["seeds"] or 1, device, place)
    folder = asked["out"] or fresh_folder(runs_folder(), demo, "sweep")
    return run_sweep(settings, folder, manner)


def find(name: str, lang: str) -> Demo:
    """The demo of that name; a QuizrnnError in the user's language lists the right ones."""
    from quizrnn.demos import DemoError, find_demo

    try:
        return find_demo(name)
    except DemoError as error:
        raise QuizrnnError(error.message(lang)) from error


def broken_lines(lang: str) -> list[str]:
    """The demos that are missing because they cannot be imported, and why."""
    from quizrnn.demos import BROKEN

    return [tr("demos", "broken-demo", lang, package=name, detail=why) for name, why in BROKEN.items()]


def name_unfinished(demo: Demo, lang: str) -> None:
    """Say that the last run of a demo was cut off and can go on; one that was stopped said so itself."""
    from quizrnn.cli.demo_ask import runs_folder
    from quizrnn.demos.runs import unfinished_run

    found = unfinished_run(runs_folder(), demo)
    if found is not None and found[1].state == "cut":
        common.note(tr("demos", "cut-off-before", lang, day=found[1].started[:10]))
        common.note(f"  quizrnn demo {demo.id} --resume {found[0]}")


def warn_of_time(demo: Demo, params: Params, data: Path | None, lang: str) -> None:
    """Say before the start that a run takes more than a minute."""
    from quizrnn.cli.demo_bar import duration

    if (seconds := demo.expected_seconds(params, data)) > 60:
        common.note(tr("demos", "takes-long", lang, demo=demo.name, time=duration(seconds, lang)))
