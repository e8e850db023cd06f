"""Adds the search pages to the run, and the step that makes the indexes of the finished pages."""

from functools import partial

from pelican.generators import Generator

from newsroom.contract.problems import Severity
from newsroom.run import run_of
from newsroom.search.index import files_of_edit, index_files, pagefind
from newsroom.search.pages import indexes, pages


class SearchGenerator(Generator):
    """Makes the search page of each language; the preview has no index."""

    makes = frozenset({"search"})

    def generate_context(self) -> None:
        """Plan the pages, and report when the program that makes the indexes is missing."""
        run, program = run_of(self.context), None
        if not (self.settings["SHOW_UNPUBLISHED"] or (program := pagefind())):
            severity: Severity = "error" if self.settings["SEARCH_REQUIRED"] else "advice"
            run.report.add(run.catalog.site.source, (), "search-not-made", severity=severity)
        made = indexes(run.site_data) if program else {}
        run.pages += run.made(pages, made)
        if program and made:
            # Generators add to the same list until all pages are planned.
            split_from = self.settings["SEARCH_SPLIT_FROM"]
            given = program, made, run.pages, run.site_data, split_from, run.now.year
            run.after_pages.append(partial(index_files, *given))
            run.after_texts.append(partial(files_of_edit, program, made))
