"""Body blocks: one module per block with its form, shape, search text and build."""
