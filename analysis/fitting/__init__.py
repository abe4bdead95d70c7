"""Fits free parameters to what was measured: a posterior by ABC-SMC, or one point by Optuna; then checks the fit.

target.py      what was measured          free.py        what is free, and its prior
form.py        how a survey was asked     smc.py         the sampler, for any simulator
kernel.py      how particles are moved    generations.py its batches as sweeps
point.py       one point, by Optuna       posterior.py   what was learned of each parameter
predictive.py  the posterior run again    patterns.py    whether the patterns hold over it
"""
