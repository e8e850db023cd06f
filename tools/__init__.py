"""The tools around the site; they may know plugins/, never the other way round."""
