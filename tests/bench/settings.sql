-- The settings with which ksbx opens a store: a peer with less memory or less safety would not be doing the same work.
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32768;
PRAGMA temp_store = MEMORY;
