"""PDF, Word, PowerPoint, EPUB, mail and archives → raw articles."""
