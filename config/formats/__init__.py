"""How days and hours are written where no template says it: the desk's lists. One module a language (`en_GB`)."""
