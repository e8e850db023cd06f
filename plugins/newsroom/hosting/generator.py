"""Where the hosts' files meet Pelican: when the ledger has said what has moved."""

from pelican.generators import Generator

from newsroom.addresses.moved import Moved
from newsroom.addresses.outputs import OutputFile
from newsroom.hosting.files import FILES, configuration


class HostingGenerator(Generator):
    """Makes what Netlify, Cloudflare, nginx, Caddy and Apache read, for the published site."""

    makes = frozenset[str]()

    def generate_output(self, writer: object) -> None:
        """Put the files where the writer finds them."""
        if self.settings["SHOW_UNPUBLISHED"]:
            return
        given = self.context.get("moved", Moved()), bool(self.settings["PRECOMPRESSED"])
        self.context["files"] += [
            OutputFile(address, configuration, (address, *given)) for address in FILES
        ]
