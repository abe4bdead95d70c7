"""Calibration: which rules make the patterns marked **c** come out, and how wide the range of such rules is.

free.py      the free values and how widely they are searched
target.py    how far a candidate is from the calibrated patterns
monte.py     approximate Bayesian computation by population Monte Carlo, for any distance
accepted.py  the accepted candidates: their width, the one in the middle, and whether the patterns hold over them all
page.py      rules and page, written from them
"""
