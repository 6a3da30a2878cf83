"""Estimates that hold for ten contacts: textbook formulas fail there (their sources stand with each function)."""

from reporting.statistics.association import correlation, drivers
from reporting.statistics.composite import composite
from reporting.statistics.foretelling import VARYING_FROM, next_mean, next_nps
from reporting.statistics.means import mean, mean_change, median, weighted_mean
from reporting.statistics.multiplicity import benjamini_hochberg, holm
from reporting.statistics.proportions import nps, nps_change, share, share_change
from reporting.statistics.shopper import shopper_effect
from reporting.statistics.values import Change, Estimate, Numbers, Score, ShopperEffect

__all__ = [
    "VARYING_FROM",
    "Change",
    "Estimate",
    "Numbers",
    "Score",
    "ShopperEffect",
    "benjamini_hochberg",
    "composite",
    "correlation",
    "drivers",
    "holm",
    "mean",
    "mean_change",
    "median",
    "next_mean",
    "next_nps",
    "nps",
    "nps_change",
    "share",
    "share_change",
    "shopper_effect",
    "weighted_mean",
]
