"""Who of the staff is related to which artisan: declared, not guessed. Nobody decides about a relative."""
