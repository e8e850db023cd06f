"""Divides work between processes of this machine, or those of a Dask cluster.

Knows nothing about the site, and imports no other room.
"""
