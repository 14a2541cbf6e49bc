"""One screen a file, one route, one level-one heading."""
