"""What is wrong with a command line, in Norwegian, and the line to type instead."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from invoke.exceptions import ParseError
from invoke.parser.context import ParserContext

from newsroom.commands.words import command
from newsroom.reading.spelling import nearest

# Invoke's messages quote a word as repr() does, and show an argument as `<Argument: port (p)>`.
UNKNOWN = re.compile(r"No idea what (['\"])(.*)\1 is!")
NEEDS_VALUE = re.compile(r"Flag <Argument: ([\w-]+)")
NO_NUMBER = re.compile(r"invalid literal for int\(\) with base 10: '(.*)'")
# What people call a command, beside its name.
ALSO_CALLED = {
    "bygg": "build", "vis": "serve", "start": "serve", "sjekk": "check", "ny": "new",
    "bilder": "images", "del": "share", "fjern": "remove", "slett": "remove", "flytt": "rename",
    "help": "--help", "hjelp": "--help", "list": "--help", "--list": "--help",
}  # fmt: skip

ANY_NUMBER = 99  # after a flag that nobody knows

MEANT = "{0} finnes ikke. Mente du `{1}`? Skriv:\n  {2}"
NOT_THERE = "{0} finnes ikke. Se hva som finnes:\n  {1}"
TOO_MANY = "Det er flere ord enn `{1}` tar. Skriv dem som hører sammen, som ett:\n  {0}"
NO_WORDS = "«{2}» hører ikke til her: `{1}` tar ikke flere ord. Skriv:\n  {0}"
WANTED = "Etter `{0}` skal det stå {1}. {2}"
UNREADABLE = "Kommandoen kan ikke leses. Se hva som finnes:\n  {0}"


def in_norwegian(
    fault: ParseError | ValueError, words: Sequence[str], commands: Mapping[str, ParserContext]
) -> str:
    """What Invoke found wrong with the words; "" when it is not the words."""
    context = fault.context if isinstance(fault, ParseError) else None
    if unknown := UNKNOWN.search(str(fault)):
        return _unknown(unknown[2].replace("\\\\", "\\"), context, words, commands)
    if wanting := NEEDS_VALUE.search(str(fault)):
        return _wanted(f"--{wanting[1]}", "en verdi", commands)
    if no_number := NO_NUMBER.search(str(fault)):
        flags = [flag for flag, *values in _grouped(words) if no_number[1] in values]
        return _wanted("".join(flags[:1]), f"et tall, ikke «{no_number[1]}»", commands)
    if context and context.missing_positional_args:
        argument = context.missing_positional_args[0]
        return WANTED.format(context.name, argument.name, argument.help or "")
    return "" if isinstance(fault, ValueError) else UNREADABLE.format(command("--help"))


def _wanted(flag: str, kind: str, commands: Mapping[str, ParserContext]) -> str:
    """That something else is to follow a flag, and what the flag is for."""
    of = next((c.flags[flag].help for c in commands.values() if flag in c.flags), None)
    return WANTED.format(flag, kind, of or "").rstrip()


def _unknown(
    token: str,
    context: ParserContext | None,
    words: Sequence[str],
    commands: Mapping[str, ParserContext],
) -> str:
    """What a word that Invoke cannot place was meant to be."""
    if not context or not context.name:
        names = {name: name for name in (*commands, "--help")}
        meant = names.get(nearest(ALSO_CALLED.get(token.lower(), token), names), "")
        return _not_there(f"Kommandoen «{token}»", (token, meant), words, command())
    if token.startswith("-"):
        flags = {flag.lstrip("-"): flag for flag in (*context.flags, *context.inverse_flags)}
        meant = flags.get(nearest(token.lstrip("-"), flags), "")
        what = f"Valget «{token}» til `{context.name}`"
        return _not_there(what, (token, meant), words, command(context.name, "--help"))
    return _too_many(token, context, words)


def _not_there(what: str, change: tuple[str, str], words: Sequence[str], list_all: str) -> str:
    """That there is no such thing, with the line that has what was meant, if that is known."""
    token, meant = change
    if not meant:
        return NOT_THERE.format(what, list_all)
    typed = (meant if word == token else word for word in chain.from_iterable(_grouped(words)))
    return MEANT.format(what, meant, command(*typed))


def _too_many(token: str, context: ParserContext, words: Sequence[str]) -> str:
    """Which words belong together, or to nothing."""
    start = words.index(context.name) if context.name in words else 0
    typed, message = [*words[:start]], NO_WORDS
    first, between = str(context.name), "-" if context.name == "rename" else " "
    for head, *values in _grouped(words[start:]):
        takes = _takes(head, context)
        is_one = takes > 0 and not all(value.isdigit() for value in values)
        last = [between.join(values[takes - 1 :])] if is_one and values[takes:] else []
        typed += [head, *values[: takes - len(last)], *last]
        if token in values:
            first, message = head, TOO_MANY if last else NO_WORDS
    return message.format(command(*typed), first, token)


def _grouped(words: Iterable[str]) -> Iterator[list[str]]:
    """Each command or flag with the words that follow it; `--flag=value` is two words."""
    group: list[str] = []
    for word in words:
        flag, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if group and word.startswith("-"):
            yield group
            group = []
        group += [flag, value] if equals else [flag]
    yield group


def _takes(head: str, context: ParserContext) -> int:
    """How many words may follow a command or a flag."""
    if head in context.flags:
        return int(context.flags[head].takes_value)
    if head in context.inverse_flags:
        return 0
    return len(context.positional_args) if head == context.name else ANY_NUMBER
