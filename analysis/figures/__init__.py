"""Figures a person would frame: print on light paper, legible without colour, each with its n and seeds."""
