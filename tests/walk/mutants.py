"""Ways to let something be seen."""
