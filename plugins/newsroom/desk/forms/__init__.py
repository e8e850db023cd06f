"""The forms of entries, made from the models: their fields, and the values in them."""
