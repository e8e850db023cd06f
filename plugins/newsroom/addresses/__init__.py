"""The addresses of all pages and files of the site, computed before anything is rendered."""
