"""The packages, whole: what is quick in the suite, the story in a bare system beside it."""
