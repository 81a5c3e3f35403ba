"""督: overviews, assessment and reports, read-only over the facades of all the others. It changes nothing."""
