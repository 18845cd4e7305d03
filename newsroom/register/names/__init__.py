"""Names of people and bodies: how they are taken apart, keyed, compared and looked up."""
