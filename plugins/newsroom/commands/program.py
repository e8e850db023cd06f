"""Invoke's program in Norwegian: what it lists, its help, and what it says of wrong words."""

import inspect
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from invoke.exceptions import Exit, ParseError
from invoke.parser.context import ParserContext
from invoke.program import Program

from newsroom.commands.typed import in_norwegian
from newsroom.commands.words import command

# Tasks that say in Norwegian which word is missing; Invoke would refuse to start.
ASKING = frozenset({"new", "rename", "remove", "pdf", "share"})
HELP = ("-h", "--help")
INTERRUPTED = 130
SITE = ("content", "publishconf.py")
NO_SITE = "Det er ikke noe nettsted i {0}. Gå til mappen som har {1}, og prøv igjen."


class NewsroomProgram(Program):
    """Runs the tasks of a collection. Of Invoke's own flags there is --help alone."""

    @property
    def initial_context(self) -> ParserContext:
        """The flags before a task; Invoke reads the values of all of its own."""
        every = {argument.names[0]: argument for argument in self.core_args()}
        context = ParserContext(args=[every.pop("help")])
        for name, argument in every.items():
            context.args[name] = argument
        return context

    def normalize_argv(self, argv: list[str] | None) -> None:
        """Keep the words as they were typed, and read them with a word for each missing one."""
        super().normalize_argv(argv)
        self.typed = self.argv[1:]
        named = list(takewhile(lambda word: not word.startswith("-"), self.typed))
        if set(HELP) & set(self.typed):  # also after words that are wrong
            self.argv[1:] = ["--help", *named[:1]] if named else self.typed
        elif self.namespace and named and named[0] in ASKING & self.namespace.tasks.keys():
            most = len(self.namespace[named[0]].positional)
            self.argv[len(named) + 1 : len(named) + 1] = [""] * (most + 1 - len(named))

    def parse_tasks(self) -> None:
        with self._in_norwegian():
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        with self._in_norwegian():
            super().parse_cleanup()

    @contextmanager
    def _in_norwegian(self) -> Iterator[None]:
        try:
            yield
        except (ParseError, ValueError) as fault:
            if text := in_norwegian(fault, self.typed, self.parser.contexts):
                raise Exit(text, code=1) from None
            raise

    def execute(self) -> None:
        """Run the tasks, in a folder that has a site or tasks of its own."""
        if not Path("tasks.py").is_file() and not all(Path(name).exists() for name in SITE):
            raise Exit(NO_SITE.format(Path.cwd(), " og ".join(SITE)), code=1)
        try:
            if hasattr(signal, "pthread_sigmask"):
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # run.py blocks it
            super().execute()
        except KeyboardInterrupt:
            raise Exit("\nAvbrutt.", code=INTERRUPTED) from None

    def print_help(self) -> None:
        """Print the tasks, and how to learn more about one."""
        print(f"Skriv en kommando etter {self.binary}:\n")
        pairs = self._make_pairs(self.scoped_collection)
        self.print_columns(pairs)
        print(f"Mer om en av dem: {command(pairs[0][0], '--help')}")

    def print_task_help(self, name: str) -> None:
        """Print what a task does, and its words and flags."""
        context = self.parser.contexts[name]
        words = "".join(f" {argument.name}" for argument in context.positional_args)
        columns = [
            (spec.replace("STRING", "TEKST").replace("INT", "TALL"), text)
            for spec, text in context.help_tuples()
        ]
        print(f"Skriv: {command(name)}{words}{' [valg]' if columns else ''}\n")
        print(f"{inspect.getdoc(self.collection[name]) or ''}\n")
        if columns:
            print("Valg:\n")
            self.print_columns(columns)
