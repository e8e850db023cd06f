"""Adds the hosts' configuration files to the run, after the ledger has resolved the redirects."""

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.hosting.hosts import FILES, HostedSite, configuration
from newsroom.run import run_of


class HostingGenerator(Generator):
    """Makes what Netlify, Cloudflare, nginx, Caddy and Apache read, for the published site."""

    def generate_output(self, writer: object) -> None:
        """Plan a file for each host; none in the preview."""
        if self.settings["SHOW_UNPUBLISHED"]:
            return
        run, precompressed = run_of(self.context), bool(self.settings["PRECOMPRESSED"])
        searches = tuple(spot.address for spot in run.site_data.plan.of_kind("search"))
        _, *others = run.catalog.site.homes
        paths = tuple(home.path for home in others)
        site = HostedSite(run.site_data.plan.root, run.moved, precompressed, searches, paths)
        run.files += [OutputFile(address, configuration, (address, site)) for address in FILES]
