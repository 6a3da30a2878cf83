"""Tables and the small modules that read and write them, one for each noun."""
