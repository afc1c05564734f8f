"""Plain and scraped text → the canonical text of an article, and what it says of itself."""
