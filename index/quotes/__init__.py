"""Who said what: quotation marks, cue words, speakers and their names."""
