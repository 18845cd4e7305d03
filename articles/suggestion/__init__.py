"""What the text of a story seems to record: proposals for an editor, never facts."""
