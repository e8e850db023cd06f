"""Finds the texts that Python code gives to `t(…)`, also through tables, names and parameters.

What it does not understand raises LookupError, so that no text is overlooked.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

CODE = Path(__file__).parents[2] / "plugins/newsroom"
# Rooms and modules whose texts no visitor sees: messages, commands and the desk.
STAFF = ("commands/", "desk/", "reading/", "site/gate.py", "site/progress.py")
STAFF += ("wording/problems.py", "wording/reasons.py")
# Fields of objects, with the keyword arguments by which code gives their values.
FIELDS = {
    "section": ("section",),
    "sections": ("section",),
    "sentence": ("sentence", "sentence_of_part"),
}
# Properties, with the table behind them.
TABLES = {"network_kinds": ("contract/site.py", "KINDS")}
Scope = ast.FunctionDef | ast.Module


def catalogue(folder: Path, lang: str) -> dict[str, str]:
    """The translation of each text of a catalogue."""
    with (folder / f"{lang}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def untranslated(texts: Iterable[str], folder: Path, lang: str) -> list[str]:
    """For each text without a translation what to write."""
    known = catalogue(folder, lang)
    return [
        f'"{text}" is not translated: write msgid "{text}" and its msgstr in translations/{lang}.po'
        for text in sorted({*texts} - {""})
        if not known.get(text)
    ]


class TextsInCode:
    """The modules of the engine by name, and the texts that are given to `t(…)` in them."""

    def __init__(self, code: Path = CODE) -> None:
        files = sorted(code.rglob("*.py"))
        self.modules = {file.relative_to(code).as_posix(): Module(file) for file in files}
        self.pages = {n: m for n, m in self.modules.items() if not n.startswith(STAFF)}

    def for_visitors(self) -> set[str]:
        """The texts of the modules that make pages."""
        return {text for name in self.pages for text in self.texts(name)}

    def literals_for_staff(self) -> set[str]:
        """The texts that the other modules give to `t(…)`, where they are written in it."""
        return {
            call.args[0].value
            for module in self.staff()
            for call in module.calls
            if is_translation(call)
            and isinstance(call.args[0], ast.Constant)
            and "desk_texts" not in module.names
        }

    def staff(self) -> list["Module"]:
        return [module for name, module in self.modules.items() if name not in self.pages]

    def texts(self, name: str) -> Iterator[str]:
        """The texts in the module of this name."""
        module = self.modules[name]
        for call in module.calls:
            if is_translation(call):
                yield from self.of(call.args[0], module)

    def of(self, node: ast.expr, module: "Module") -> set[str]:
        """What the value of an expression can be; nothing for what is translated already."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=one, orelse=other):
                return self.of(one, module) | self.of(other, module)
            case ast.BoolOp(op=ast.Or(), values=[*_, last]):
                return self.of(last, module)
            case ast.Call() if is_translation(node):
                return set()
            case ast.Call(func=ast.Attribute(value=text, attr="format")):
                return self.of(text, module)
            case ast.Call(func=ast.Attribute(value=table, attr="get")) | ast.Subscript(value=table):
                return self.each(table, module, 1)
            case ast.Attribute(attr=field) if field in FIELDS:
                return self.of_fields(FIELDS[field])
            case ast.Call(func=ast.Name(id=name)) if function := module.functions.get(name):
                returned = (n for n in ast.walk(function) if isinstance(n, ast.Return))
                return self.all_of((n.value for n in returned), module)
            case ast.Name():
                return self.named(node, module)
        raise LookupError(f"{module.file}, line {node.lineno}: {ast.unparse(node)}")

    def each(self, node: ast.expr, module: "Module", at: int | None) -> set[str]:
        """The texts in a table: at 0 its keys and at 1 its values, or that column of its rows."""
        match node:
            case ast.Call(func=ast.Attribute(value=table, attr="items")):
                return self.each(table, module, at)
            case ast.Dict(keys=keys, values=values):
                return self.all_of((keys, values)[at or 0], module)
            case ast.Tuple(elts=rows):
                return self.all_of(rows if at is None else [row.elts[at] for row in rows], module)
            case ast.Attribute(attr=field) if field in FIELDS:
                return self.of_fields(FIELDS[field])
            case ast.Attribute(attr=field) if field in TABLES:
                other, name = TABLES[field]
                return self.each(assigned(name, self.modules[other].tree), self.modules[other], at)
            case ast.Name(id=name):
                for scope in module.scopes(node):
                    if value := assigned(name, scope):
                        return self.each(value, module, at)
        raise LookupError(f"{module.file}, line {node.lineno}: {ast.unparse(node)}")

    def named(self, name: ast.Name, module: "Module") -> set[str]:
        """What a variable, the target of a loop or a parameter can be."""
        for scope in module.scopes(name):
            found = list(self.bound(name.id, scope, module))
            if found:
                return set[str]().union(*found)
            if isinstance(scope, ast.FunctionDef) and name.id in parameters(scope):
                return self.given(scope, name.id, module)
        raise LookupError(f"{module.file}, line {name.lineno}: {name.id}")

    def bound(self, name: str, scope: Scope, module: "Module") -> Iterator[set[str]]:
        for node in ast.walk(scope):
            match node:
                case ast.Assign(targets=[ast.Name(id=bound)], value=value) if bound == name:
                    yield self.of(value, module)
                case ast.Assign(targets=[ast.Tuple() as names], value=ast.Tuple(elts=values)):
                    if binds(names, name):
                        yield self.of(values[column(names, name) or 0], module)
                case ast.For(target=target, iter=table) if binds(target, name):
                    yield self.each(table, module, column(target, name))
                case ast.comprehension(target=target, iter=table) if binds(target, name):
                    yield self.each(table, module, column(target, name))

    def given(self, function: ast.FunctionDef, name: str, module: "Module") -> set[str]:
        """What calls in the module give to a parameter."""
        at, found = parameters(function).index(name), list[ast.expr]()
        for call in module.calls:
            if ast.unparse(call.func) == function.name:
                named = {keyword.arg: keyword.value for keyword in call.keywords}
                found.append(named[name] if name in named else call.args[at])
        if not found:
            raise LookupError(f"{module.file}: nobody calls {function.name}")
        return self.all_of(found, module)

    def of_fields(self, names: Iterable[str]) -> set[str]:
        """What keyword arguments of these names are given; what is only handed on is left out."""
        return {
            text
            for module in self.pages.values()
            for call in module.calls
            for keyword in call.keywords
            if keyword.arg in names and not isinstance(keyword.value, ast.Attribute)
            for text in self.of(keyword.value, module)
        }

    def all_of(self, nodes: Iterable[ast.expr | None], module: "Module") -> set[str]:
        return {text for node in nodes if node for text in self.of(node, module)}


class Module:
    """The syntax tree of a module, its calls, and the functions around a node."""

    def __init__(self, file: Path) -> None:
        self.file, self.tree = file, ast.parse(file.read_text(encoding="utf-8"))
        nodes = list(ast.walk(self.tree))
        self.parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
        self.calls = [node for node in nodes if isinstance(node, ast.Call)]
        self.functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
        self.names = {node.id for node in nodes if isinstance(node, ast.Name)}
        constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
        self.constants = {value for value in constants if isinstance(value, str)}

    def scopes(self, node: ast.AST) -> Iterator[Scope]:
        """The functions around a node, from the inside, then the module."""
        while parent := self.parents.get(node):
            node = parent
            if isinstance(node, ast.FunctionDef | ast.Module):
                yield node


def is_translation(call: ast.Call) -> bool:
    """Whether it is `t(…)`, `object.t(…)` or `our_texts(…)(…)`."""
    match call.func:
        case ast.Name(id="t") | ast.Attribute(attr="t"):
            return True
        case ast.Call(func=ast.Name(id="our_texts")):
            return True
    return False


def assigned(name: str, scope: Scope) -> ast.expr | None:
    """The first value that is assigned to a name in a scope."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=[ast.Name(id=bound)], value=value) if bound == name:
                return value
            case ast.AnnAssign(target=ast.Name(id=bound), value=value) if bound == name:
                return value
    return None


def parameters(function: ast.FunctionDef) -> list[str]:
    return [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]


def binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(target))


def column(target: ast.expr, name: str) -> int | None:
    """The place of a name in the targets of a loop; None when it is the only one."""
    if not isinstance(target, ast.Tuple):
        return None
    return [ast.unparse(one) for one in target.elts].index(name)
