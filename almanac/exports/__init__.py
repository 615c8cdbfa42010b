"""What the site gives to other programs, one format a file. Each maker returns text and writes nothing."""
