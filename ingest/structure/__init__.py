"""The clean text of a document and its outline: lines, paragraphs, printed markers, headings, points, sections."""
