"""The commands of a site: check, new, rename, remove, the preview, and what workflows call."""
