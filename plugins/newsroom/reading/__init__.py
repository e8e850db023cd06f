"""From the files in content/ to a Catalog of validated entries and a Report of what is wrong."""
