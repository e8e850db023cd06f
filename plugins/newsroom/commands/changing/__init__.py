"""Changes to content/ that stand only when the strict build passes with them."""
