"""Adds the hosts' configuration files to the run, after the ledger has resolved the redirects."""

from collections.abc import Callable, Iterator, Mapping

from pelican.generators import Generator

from newsroom.addresses.outputs import Moved, OutputFile
from newsroom.addresses.urls import Root
from newsroom.hosting import apache, caddy, netlify, nginx
from newsroom.hosting.headers import CONFIG_FOLDER
from newsroom.run import run_of

FILES: Mapping[str, Callable[[Root, Moved, bool], Iterator[str]]] = {
    "/_headers": netlify.header_lines,
    "/_redirects": netlify.redirect_lines,
    "/.htaccess": apache.lines,
    f"{CONFIG_FOLDER}nginx.conf": nginx.lines,
    f"{CONFIG_FOLDER}Caddyfile": caddy.lines,
}


class HostingGenerator(Generator):
    """Makes what Netlify, Cloudflare, nginx, Caddy and Apache read, for the published site."""

    def generate_output(self, writer: object) -> None:
        """Plan a file for each host; none in the preview."""
        if self.settings["SHOW_UNPUBLISHED"]:
            return
        run, precompressed = run_of(self.context), bool(self.settings["PRECOMPRESSED"])
        given = (run.site_data.plan.root, run.moved, precompressed)
        run.files += [OutputFile(address, configuration, (address, *given)) for address in FILES]


def configuration(
    address: str, root: Root, moved: Moved, compressed: bool, _site_data: object
) -> bytes:
    """The bytes of the configuration file at an address."""
    return ("\n".join(FILES[address](root, moved, compressed)) + "\n").encode()
