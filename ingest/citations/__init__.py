"""What a document says of other documents, and which of its mentions mean the same one."""
