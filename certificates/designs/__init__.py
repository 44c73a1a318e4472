"""What a workshop decides about its certificates without code: look, words, hands and seal."""
