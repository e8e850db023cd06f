"""The engine of a news site: Pelican plugins, a package for each task; see ../README.md."""
