"""A sweep on disk: its design table, its shards, its failures, and what is made of them.

sweep.json       what was asked for and what it is made with; written anew whenever the sweep grows (growing.py)
config.yaml      every variant of the world in full
schema.json      every parameter and every column in words
design.parquet   one row a run: key, point, replicate, seed, shard, what is varied
shards/000000/   the results of some runs, committed by one rename of the folder
failures/        runs that failed, with their errors, one file a shard
runs.parquet, series.parquet   all results in one file each (`firewood compact`)
export/          copies for other tools (`firewood export`)
"""
