"""Norwegian and English texts: dates, numbers, statuses, and the messages of problems."""
