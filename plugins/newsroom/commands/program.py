"""Invoke's program in Norwegian: the list of tasks, their help, and answers to wrong words."""

import inspect
import os
import re
import signal
import sys
from itertools import takewhile
from pathlib import Path

from invoke.collection import Collection
from invoke.exceptions import Exit, ParseError
from invoke.parser.context import ParserContext
from invoke.program import Program

from newsroom.commands.words import command
from newsroom.reading.spelling import nearest

# Tasks that say in Norwegian which word is missing; Invoke would refuse to start.
ASKING = frozenset(
    {"diff", "import", "init", "new", "pdf", "publish", "releases", "remove", "rename", "rollback"}
    | {"share", "upgrade"}
)
# What the help of a task shows for the words after it; tasks of a site's own show their names.
PLACEHOLDERS = {
    "source": "KILDE", "folder": "MAPPE", "version": "VERSJON", "file": "FIL", "slug": "NAVN",
    "kind": "SLAG", "what": "HVA", "year": "ÅR", "target": "STED", "number": "NUMMER",
    "revision": "COMMIT",
}  # fmt: skip
# Tasks that need no site in the folder.
SITELESS = ("init",)
SITE = ("content", "publishconf.py")
# Invoke's messages quote a word as repr() does, and show an argument as `<Argument: port (p)>`.
UNKNOWN = re.compile(r"No idea what (['\"])(.*)\1 is!")
NOT_INT = re.compile(r"invalid literal for int\(\) with base 10: '(.*)'")
ARGUMENT = re.compile(r"(?:<Argument: |arguments: ')([\w-]+)")

# The exit code of a program that SIGPIPE ends, as shells give it.
BROKEN_PIPE = 128 + 13

NOT_THERE = "{} finnes ikke. Se hva som finnes:\n  {}"
MEANT = "{} finnes ikke. Mente du `{}`? Skriv:\n  {}"
MISPLACED = (
    "«{}» hører ikke til der det står. Sett ord som hører sammen, i anførselstegn. "
    "Se hva som kan stå der:\n  {}"
)
NO_VALUE = "Det mangler noe etter `{}`. {}"
NO_NUMBER = "I `{}` skal det stå et tall. Skriv det med sifre."
NO_SITE = "Det er ikke noe nettsted i {}. Gå til mappen som har {}, og prøv igjen."


class NewsroomProgram(Program):
    """Runs the tasks of a collection. Of Invoke's own flags there is --help alone."""

    namespace: Collection

    @property
    def initial_context(self) -> ParserContext:
        """The flags before a task; Invoke reads the values of all of its own."""
        context = super().initial_context
        context.flags = ParserContext(args=[context.args["help"]]).flags
        return context

    def normalize_argv(self, argv: list[str] | None) -> None:
        """Keep the words as they were typed, and read them with a word for each missing one."""
        super().normalize_argv(argv)
        if "--fix" in self.argv and "--yes" in self.argv:  # a file may stand after both
            self.argv.append(self.argv.pop(self.argv.index("--yes")))
        if "--merge" in self.argv[:-1]:  # takes all the words after it
            at = self.argv.index("--merge")
            self.argv[at:] = [f"--merge={file}" for file in self.argv[at + 1 :]]
        self.typed, tasks = self.argv[1:], self.namespace.tasks
        words = [word for word in self.typed if not word.startswith("-")]
        named = list(takewhile(words.__contains__, self.typed))
        if {"-h", "--help"} & set(self.typed):  # also after words that are wrong
            self.argv[1:] = words[:1] if words and words[0] not in tasks else ["--help", *words[:1]]
        elif named and named[0] in ASKING & tasks.keys():
            missing = len(tasks[named[0]].positional) + 1 - len(named)
            self.argv[len(named) + 1 : len(named) + 1] = [""] * missing

    def parse_tasks(self) -> None:
        try:
            super().parse_tasks()
        except ValueError as fault:
            if not (number := NOT_INT.search(str(fault))):
                raise
            typed = re.search(rf"-\S*[ =]?{re.escape(number[1])}", " ".join(self.argv))
            raise Exit(NO_NUMBER.format(typed[0] if typed else number[1]), code=1) from None
        except ParseError as fault:
            context = fault.context or self.initial_context
            raise Exit(self._wrong(str(fault), context), code=1) from None

    def _wrong(self, message: str, context: ParserContext) -> str:
        """What Invoke found wrong with the words, and what to type instead."""
        if unknown := UNKNOWN.search(message):
            token = unknown[2].replace("\\\\", "\\")
            if token.startswith("-") or not context.name:
                return self._not_there(token, context)
            return MISPLACED.format(token, command(context.name, "--help"))
        missing = [context.args[name] for name in ARGUMENT.findall(message)]
        after = context.name if missing[0].positional else "--" + missing[0].name.replace("_", "-")
        texts = (f"Skriv {text[0].lower()}{text[1:]}" for one in missing if (text := one.help))
        return NO_VALUE.format(after, " ".join(texts)).rstrip()

    def _not_there(self, token: str, context: ParserContext) -> str:
        """That a command or a flag does not exist, and which one was probably meant."""
        names, what = [*self.namespace.tasks, "--help"], f"Kommandoen «{token}»"
        if context.name:
            names, what = [*context.flags, *context.inverse_flags], f"Valget «{token}»"
        by_word, word = {name.lstrip("-"): name for name in names}, token.lstrip("-").lower()
        # A flag without its command is no misspelt command: `--port` is not `import`.
        is_stray = token.startswith("-") and not context.name and word not in by_word
        meant = by_word.get(nearest(word, ["help"] if is_stray else by_word))
        if not meant or "," in token:  # several commands
            return NOT_THERE.format(what, command(*filter(None, [context.name]), "--help"))
        typed = [meant + w[len(token) :] if w.startswith(token) else w for w in self.typed]
        return MEANT.format(what, meant, command(*typed))

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        """Do what the words say; end quietly when who reads, such as `head`, has enough."""
        try:
            try:
                super().run(argv, exit)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(BROKEN_PIPE)

    def would_start(self, argv: list[str]) -> bool:
        """Whether the words start a task here; nothing is done. Help is no task."""
        try:
            self.create_config()
            self.parse_core(argv)
            self.parse_collection()
            self.parse_tasks()
            self.parse_cleanup()
            self._check_folder()
        except (Exit, ParseError):
            return False
        return True

    def _check_folder(self) -> None:
        """Refuse a folder that has neither a site nor tasks of its own."""
        needs_site = [call.name for call in self.tasks if call.name not in SITELESS]
        has_site = all(Path(name).exists() for name in SITE)
        if needs_site and not has_site and not Path("tasks.py").is_file():
            raise Exit(NO_SITE.format(Path.cwd(), " og ".join(SITE)), code=1)

    def execute(self) -> None:
        """Run the tasks."""
        self._check_folder()
        try:
            if hasattr(signal, "pthread_sigmask"):
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # run.py blocks it
            super().execute()
        except KeyboardInterrupt:
            raise Exit("\nAvbrutt.", code=130) from None

    def print_help(self) -> None:
        """Print the tasks, and how to learn more about one."""
        pairs = self._make_pairs(self.scoped_collection)
        print(f"Skriv en kommando etter {self.binary}:\n")
        self.print_columns(pairs)
        print(f"Mer om en av dem: {command(pairs[0][0], '--help')}")

    def print_task_help(self, name: str) -> None:
        """Print what a task does, and its words and flags."""
        context = self.parser.contexts[name]
        words = [
            PLACEHOLDERS.get(argument.name, argument.name) for argument in context.positional_args
        ]
        print(f"Skriv: {command(name, *words)}\n\n{inspect.getdoc(self.collection[name]) or ''}\n")
        columns = [(flags.removeprefix("--, "), text) for flags, text in context.help_tuples()]
        if columns:  # the short flag of `--no-cache` would be its hyphen
            self.print_columns(
                [(c.replace("STRING", "TEKST").replace("INT", "TALL"), text) for c, text in columns]
            )
