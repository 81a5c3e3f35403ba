"""The members of the vocabulary, one file each; `vocabulary` lists them."""
