"""What readers tell the newsroom: letters that the public side can post and never read."""
