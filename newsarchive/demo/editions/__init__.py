"""The site in one markup after another: one file each."""
