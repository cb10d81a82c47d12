"""What a buyer sets aside: favourites, bags seen lately, bags side by side.

Without an account all of it stays in the buyer's browser; this feature is asked for cards by code, and told nothing
else. Only favourites of an account are kept, one row each. Saved searches and letters belong to `alerts`.
"""
