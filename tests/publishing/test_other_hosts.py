"""docs/recipes/: each is valid for its host, and its commands publish a site made by init."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from newsroom.commands.publishing.pushing import push
from tests import given
from tests.installed import bare, base_python
from tests.test_workflows import ROOT, command_of, git, linted

RECIPES = ROOT / "docs/recipes"
BUILD = "python3 run.py check && python3 run.py build"
# The keys that the documentation has. No schema of netlify.toml is published (SchemaStore's
# netlify.json is that of Netlify CMS); that of Wrangler comes with 195 MB of packages.
DOCUMENTED = {
    # https://docs.netlify.com/build/configure-builds/file-based-configuration/
    "netlify.toml": {
        "build.command": ".+",
        "build.publish": ".+",
        # https://docs.netlify.com/build/configure-builds/manage-dependencies/
        "build.environment.PYTHON_VERSION": r"3\.\d+",
        # https://pip.pypa.io/en/stable/topics/configuration/#environment-variables
        "build.environment.PIP_FIND_LINKS": "wheels",
    },
    # https://developers.cloudflare.com/pages/functions/wrangler-configuration/#inheritable-keys
    "wrangler.toml": {
        "name": "[A-Za-z0-9-]+",
        "compatibility_date": r"20\d\d-\d\d-\d\d",
        "pages_build_output_dir": ".+",
        # https://developers.cloudflare.com/pages/configuration/build-image/
        "vars.SKIP_DEPENDENCY_INSTALL": "1|true",
    },
}


class Clone(NamedTuple):
    """A clone of a bare repository, in the state in which a job of CI begins."""

    origin: Path
    folder: Path

    def run(self, command: str, **variables: str) -> str:
        """Run a line of a recipe as a host does, where Git knows nobody; what it printed."""
        path = os.pathsep.join((str(Path(base_python()).parent), os.environ["PATH"]))
        env = bare() | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull} | variables
        done = subprocess.run(
            ["bash", "-e", "-c", command], cwd=self.folder, env=env, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sent_by_another(self, name: str) -> None:
        """Somebody else sends a file to main."""
        other = self.origin.parent / name
        git(self.origin.parent, "clone", "--quiet", str(self.origin), str(other))
        given.written(other, {f"content/pages/{name}.md": f"---\ntitle: {name}\n---\nHei.\n"})
        git(other, "add", "--all")
        git(other, "commit", "--quiet", "--message", name)
        git(other, "push", "--quiet", "origin", "HEAD:main")


@pytest.fixture(scope="module")
def clone(new_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """Of a new site, with a place to publish."""
    top = tmp_path_factory.mktemp("vert")
    copied = shutil.ignore_patterns(".venv*", "output", ".output*", ".cache")
    shutil.copytree(new_site, top / "arbeid", ignore=copied)
    with (top / "arbeid/content/site.yaml").open("a", encoding="utf-8") as site:
        site.write("\npublish:\n  sider: {to: branch:pages}\n")
    clone = cloned(top)
    (clone.folder / ".venv").symlink_to(new_site / ".venv")
    return clone


def cloned(top: Path) -> Clone:
    """A clone of a bare repository with the files in `arbeid`, with a detached HEAD."""
    work, clone = top / "arbeid", Clone(top / "origin.git", top / "klone")
    git(top, "init", "--quiet", "--bare", "--initial-branch=main", str(clone.origin))
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begynn")
    git(work, "push", "--quiet", str(clone.origin), "HEAD:main")
    git(top, "clone", "--quiet", str(clone.origin), str(clone.folder))
    git(clone.folder, "checkout", "--quiet", "--detach")
    return clone


def read(name: str) -> dict[str, Any]:
    text = (RECIPES / name).read_text(encoding="utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else yaml.safe_load(text)


def flat(table: dict[str, Any], before: str = "") -> dict[str, str]:
    """The values by their keys, with dots between those of tables."""
    values: dict[str, str] = {}
    for key, value in table.items():
        is_table = isinstance(value, dict)
        values |= flat(value, f"{before}{key}.") if is_table else {f"{before}{key}": value}
    return values


@pytest.mark.parametrize(
    ("schema", "name"),
    [("vendor.gitlab-ci", "gitlab-ci.yml"), ("vendor.github-workflows", "forgejo.yml")],
)
def test_a_recipe_fits_the_schema_of_its_host(schema: str, name: str, tmp_path: Path) -> None:
    """Forgejo publishes none. The recipe has one key more than GitHub's workflows may have."""
    text = (RECIPES / name).read_text(encoding="utf-8")
    given.written(tmp_path, {name: re.sub(r"\nenable-email-notifications: .*", "", text)})
    command = command_of("check-jsonschema")
    code, text = linted(command, "--builtin-schema", schema, tmp_path / name)
    assert code == 0, text


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_recipe_has_documented_keys(name: str) -> None:
    """Where no package of a reasonable size has a schema."""
    values, keys = flat(read(name)), DOCUMENTED[name]
    assert values.keys() == keys.keys()
    assert [key for key, text in values.items() if not re.fullmatch(keys[key], text)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="the hosts run Linux")
def test_the_recipes_publish_and_record_a_new_site(clone: Clone) -> None:
    """GitLab builds the newest commit, and nothing that others send meanwhile is lost."""
    job = read("gitlab-ci.yml")["publish"]
    variables = {
        "CI_REPOSITORY_URL": str(clone.origin), "CI_DEFAULT_BRANCH": "main",
        "GITLAB_USER_NAME": "Kari", "GITLAB_USER_EMAIL": "kari@example.org",
    }  # fmt: skip
    variables |= {key: variables[value[1:]] for key, value in job["variables"].items()}
    clone.sent_by_another("nyest")
    for line in job["script"]:
        clone.run(line, **variables)
    clone.sent_by_another("imens")
    for line in job["after_script"]:
        clone.run(line, **variables)
    assert (clone.folder / job["pages"]["publish"] / "nyest/index.html").is_file()
    assert git(clone.origin, "log", "-3", "--format=%an: %s", "main").splitlines() == [
        "Kari: Record what has been published", "x: imens", "x: nyest",
    ]  # fmt: skip
    record = git(clone.origin, "show", "main:content/record/addresses.txt")
    assert "/nyest/ pages/nyest.md\n" in record

    (forgejo,) = read("forgejo.yml")["jobs"].values()
    variables = dict.fromkeys(forgejo["env"], "kari@example.org")
    variables |= {name: "" for name in variables if name.startswith("PUBLISH_SSH")}
    lines = [step["run"] for step in forgejo["steps"] if "run" in step][1:]
    assert lines[0] == "python3 run.py check"
    for line in lines[1:]:
        clone.run(f"{line} --wait 0" if line.endswith("publish") else line, **variables)
    online = git(clone.origin, "ls-tree", "-r", "--name-only", "pages").split()
    assert {"index.html", "imens/index.html", "publisert.json", "_headers"} <= set(online)
    record = git(clone.origin, "show", "main:content/record/addresses.txt")
    assert "/imens/ pages/imens.md\n" in record


def test_the_other_recipes_run_the_same_commands(clone: Clone, new_site: Path) -> None:
    """What they publish is there after them; pip finds the engine with the variable for Netlify."""
    netlify, cloudflare = read("netlify.toml")["build"], read("wrangler.toml")
    script = read("gitlab-ci.yml")["publish"]["script"]
    assert netlify["command"] == " && ".join(script[1:]) == BUILD
    assert f"#   {BUILD}\n" in (RECIPES / "wrangler.toml").read_text(encoding="utf-8")
    assert netlify["publish"] == cloudflare["pages_build_output_dir"] == "output"
    assert (new_site / "output/_redirects").is_file()
    (engine,) = re.findall(
        r"^pelican-newsroom==\S+", (new_site / "requirements.txt").read_text("utf-8"), re.M
    )
    install = f"python3 -m pip install --quiet --dry-run --no-index --no-deps {engine}"
    clone.run(install, **netlify["environment"])


def test_a_record_that_cannot_be_sent_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The branch is protected, or Git knows no author. Without anything new, nothing is sent."""
    given.written(tmp_path / "arbeid", {"content/record/addresses.txt": "# Adresser: 0\n"})
    origin, folder = cloned(tmp_path)
    git(folder, "config", "user.name", "Kari")
    git(folder, "config", "user.email", "kari@example.org")
    monkeypatch.chdir(folder)
    assert push("main", Path("content")) == 0
    hook = given.written(origin / "hooks", {"pre-receive": "#!/bin/sh\nexit 1\n"}) / "pre-receive"
    hook.chmod(0o755)
    given.written(folder, {"content/record/addresses.txt": "/a/ pages/a.md\n"})
    assert push("main", Path("content")) == 1
    assert "Grenen main er beskyttet." in capsys.readouterr().err
    assert git(origin, "log", "--format=%s", "main") == "Begynn\n"
    git(folder, "config", "--unset", "user.email")
    git(folder, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    given.written(folder, {"content/record/addresses.txt": "/b/ pages/b.md\n"})
    assert push("main", Path("content")) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("Git vet ikke hvem dere er.")
