"""What is found, and what is answered, held against a gold file."""
