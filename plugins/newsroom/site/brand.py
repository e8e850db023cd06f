"""Reads the logo and the icon that site.yaml names."""

from collections.abc import Callable, Mapping
from pathlib import Path

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.contract.site import Site
from newsroom.pictures.brand_files import BrandFile, icon_files, logo_file
from newsroom.pictures.inspect import PictureFault


def brand_files(catalog: Catalog, report: Report) -> Mapping[str, BrandFile]:
    """The files by name: `logo`, `logo-dark`, those of `icon_files`. Reports what is unusable."""
    site, files = catalog.site, dict[str, BrandFile]()

    def add(where: str, path: str | None, make: Callable[[Path], Mapping[str, BrandFile]]) -> None:
        try:
            files.update(make(catalog.media[path]) if path and path in catalog.media else {})
        except PictureFault as fault:
            values = {"src": path, "value": fault.value}
            report.add(site.source, tuple(where.split(".")), fault.code, values)

    if site.logo:
        add("logo.src", site.logo.src, lambda file: {"logo": logo_file(file)})
        add("logo.dark", site.logo.dark, lambda file: {"logo-dark": logo_file(file)})
    add("icon", site.icon, icon_files)
    _check_drawings(site, files, report)
    return files


def _check_drawings(site: Site, files: Mapping[str, BrandFile], report: Report) -> None:
    """Advise an icon that is a picture when a drawing could not be made one."""
    paths = {"logo": site.logo.src if site.logo else "", "icon": site.icon}
    undrawn = [name for name in paths if name in files and not files[name].picture]
    if undrawn and "icon-512" not in files:
        values = {"src": paths[undrawn[0]]}
        report.add(site.source, (undrawn[0],), "svg-not-drawn", values, "advice")
