"""What marks a point of a list; rules for one sign or for the first number have their own."""

# As a page shows it; a number of four digits may be the year that begins a sentence.
MARK = r"(?:[-*+]|\d{1,3}\.)"
# As people write it: the rules of list_slips make `1.` of `1)`.
WRITTEN = r"(?:[-*+]|\d+[.)])"
