"""Board reports: what one says, as plain values, and the files it is given as."""
