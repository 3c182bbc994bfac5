"""Japanese as data: loads, checks and types `pipeline/data`; a bad row is a DataError."""
