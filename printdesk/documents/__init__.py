"""Papers: values in, PDF bytes out. No queries, no files, no clock."""
