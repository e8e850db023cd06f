"""The site's own Pelican plugins, one room each; README.md is the map."""
