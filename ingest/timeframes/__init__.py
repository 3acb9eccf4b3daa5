"""Time expressions: calendar points, recurrences, deadlines (thời hạn) and periods."""
