"""Lists for fairs: who holds a unit today, with photos and capacity, as a file or by a link that ends."""
