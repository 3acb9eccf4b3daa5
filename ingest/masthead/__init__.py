"""What a document says of itself: number, kind, date, place, issuer, title, signer, annexes."""
