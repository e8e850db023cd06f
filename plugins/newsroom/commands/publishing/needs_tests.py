"""Whether a push needs the tests: not when all it changes since the last release is content.

RELEASE_REF names the last release, so content on top of code that failed needs them too. Prints one
line, and hands `tests=true` or `tests=false` to the next jobs. Needs only the standard library.
"""

import os
from collections.abc import Mapping

from newsroom.commands.publishing.remote import GIT_FAILED, git, release_commit, write_outputs

CONTENT = ("content/", "theme/local/")
NO_RELEASE = "Ingenting er publisert herfra ennå, så testene kjøres."
ONLY_CONTENT = "Bare innhold er endret siden forrige publisering, så testene trengs ikke."
CODE_TOO = "Testene kjøres, for mer enn innhold er endret siden forrige publisering: {}"
NO_ANSWER = "Testene kjøres, for Git svarer ikke på hva som er endret: {}"


def main(environment: Mapping[str, str]) -> None:
    """Compare the commit with the last release, and print the verdict."""
    try:
        needed, words = verdict(environment)
    except GIT_FAILED as error:
        needed, words = True, NO_ANSWER.format(error)
    print(" ".join(words.split()))
    write_outputs(environment, tests=str(needed).lower())


def verdict(environment: Mapping[str, str]) -> tuple[bool, str]:
    """Whether the tests are needed, and why. Raises one of GIT_FAILED."""
    release = release_commit(environment)
    if not release:
        return True, NO_RELEASE
    git(environment, "fetch", "--quiet", "--depth=1", "origin", release)
    listing = ("diff", "-z", "--name-only", "--no-renames", release, "HEAD")
    names = git(environment, *listing).split("\0")
    code = [name for name in names if name and not name.startswith(CONTENT)]
    return bool(code), CODE_TOO.format(code[0]) if code else ONLY_CONTENT


if __name__ == "__main__":
    main(os.environ)
