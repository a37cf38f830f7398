"""Reports nobody wrote, with what they say known before anybody reads them.

A layout is data (what stands where, in which words) and is drawn by a few kinds of blocks, which remember where every
point went. Two thirds of the layouts are for building with (`development`). The others (`kept_aside`) are for judging:
whoever builds or tunes a detector does not read that module, and mends causes, never a file, when it says something.
"""
