"""What a build made, how long it took, and how to see it, in the language of messages."""

from pathlib import Path
from runpy import run_path

from newsroom.commands.words import command, count, spell_seconds
from newsroom.site.report_language import report_language

# Not in the catalogues of texts: they take long to import, at the end of each build.
TOLD = {
    "nb": "Bygde {} ({}) i {}/ på {}.\nSe på nettstedet: {}",
    "en": "Built {} ({}) in {}/ in {}.\nSee the site: {}",
}
STANDS = {
    "nb": "{}\nNettstedet har {} ({}) i {}/. Det tok {}.\nSe på nettstedet: {}",
    "en": "{}\nThe site has {} ({}) in {}/. It took {}.\nSee the site: {}",
}
PAGES = {"nb": ("side", "sider"), "en": ("page", "pages")}
FILES = {"nb": ("fil", "filer"), "en": ("file", "files")}


def what_was_built(folder: Path, seconds: float, little: str = "") -> str:
    """`Bygde 143 sider (812 filer) i output/ på 4,2 s.`, as the files lie on the disk.

    After `little`, a line that says that little had to be made, it is what the site has.
    """
    lang = report_language({**run_path("publishconf.py"), "PATH": "content"})
    lang = lang if lang in TOLD else "nb"
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = count(sum(path.suffix == ".html" for path in files), *PAGES[lang])
    took = spell_seconds(seconds) if lang == "nb" else spell_seconds(seconds).replace(",", ".")
    all_files = count(len(files), *FILES[lang])
    told = pages, all_files, folder, took, command("serve")
    return STANDS[lang].format(little, *told) if little else TOLD[lang].format(*told)
