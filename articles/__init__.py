"""What we say, and on what sentence it rests."""
