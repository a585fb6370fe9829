"""Load and save what was mined, and nothing else."""
