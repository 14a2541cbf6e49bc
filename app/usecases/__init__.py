"""What a person can do, one verb a file. The only place where rooms meet."""
