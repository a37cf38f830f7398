"""What one would take instead of us, each set up as its own documents advise.

Modules are imported by the benchmark that needs them: they come with the `bench` group alone.
"""
