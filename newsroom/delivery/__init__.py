"""What leaves the archive by itself for partners. Knows no subject."""
