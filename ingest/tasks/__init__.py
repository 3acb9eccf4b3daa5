"""Which points and rows order action, and each one with who, when and what comes out."""
