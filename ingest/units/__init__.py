"""Bodies named in a text, who of them leads (chủ trì) and who supports (phối hợp)."""
