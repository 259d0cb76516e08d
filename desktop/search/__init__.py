"""Finding: text to tokens, query to SQL, candidates to ranked hits."""
