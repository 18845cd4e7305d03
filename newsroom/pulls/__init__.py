"""What partners have taken of what is delivered to them, and what they have not."""
