"""Loading the sample city's description, one noun a file, through the same facades as the API."""
