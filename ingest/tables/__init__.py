"""Tables, in whatever form a reader finds them, to one model: columns with roles, group rows, task rows."""
