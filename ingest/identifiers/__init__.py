"""What names a document, wherever it is printed: kind, number, date, issuer."""
