"""Work in the background: each job loads by id and calls one verb; it may be cut off and run again without harm."""
