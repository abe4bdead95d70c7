"""Theory beside simulation: what a fire would do without luck and structure.

`closed` is the simplest case in closed form; `mean_field` and `course` are the model as built, well mixed.
"""

from analysis.theory.closed import Levels, critical_loss, dampness, drift, levels, sustained_loss
from analysis.theory.course import Course, course, course_edge
from analysis.theory.field import FixedPoint, MeanField, edge, mean_field

__all__ = [
    "Course",
    "FixedPoint",
    "Levels",
    "MeanField",
    "course",
    "course_edge",
    "critical_loss",
    "dampness",
    "drift",
    "edge",
    "levels",
    "mean_field",
    "sustained_loss",
]
