"""Records that seem to speak of the same thing: which to compare, how alike they are, what that is worth."""
