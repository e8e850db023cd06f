"""The run itself: from content/ to OUTPUT in one order, all of it or none of it."""
