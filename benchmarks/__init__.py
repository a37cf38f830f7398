"""What speed is promised, measured: `python -m benchmarks [name …]`, or `./dev bench [name]`."""
