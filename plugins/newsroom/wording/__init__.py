"""Norwegian and English for readers: texts, dates, numbers, states, and what problems say."""
