"""What is typed, until it is saved; saves, and their undoing."""
