"""What is made up for partners to try: a story that comes out, is corrected, and is withdrawn."""
