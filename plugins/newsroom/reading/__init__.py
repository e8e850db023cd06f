"""Reads content/ into a Catalog of valid entries and a Report of problems."""
