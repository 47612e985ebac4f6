"""What is bought: found in what customers say, put into words, asked about, refused."""
