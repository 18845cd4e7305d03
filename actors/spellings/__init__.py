"""Every way in which a thing of the record may be written, kept in a table to look it up."""
