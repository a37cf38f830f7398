"""The main job, told as a story: a PDF report becomes an observation in a tamper-evident register."""
