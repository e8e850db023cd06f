"""What marks a point of a list; rules for one sign or for the first number have their own."""

# Up to three digits: four are mostly the year that begins a sentence.
MARK = r"(?:[-*+]|\d{1,3}\.)"
# As people write it: the rules of list_slips make `1.` of `1)`.
WRITTEN = r"(?:[-*+]|\d+[.)])"
