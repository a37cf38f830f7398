"""The workshop: one module of use cases a room, each in six beats."""
