"""The engine of a news site: Pelican plugins, one package for each task; ../README.md is the map."""
