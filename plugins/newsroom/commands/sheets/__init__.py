"""Takes events, and the number of people who came, from a spreadsheet."""
