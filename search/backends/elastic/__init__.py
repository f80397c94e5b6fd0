"""The index at Elasticsearch: our tokens in its fields, its own order, its counts."""
