"""From frames to values: each analysis takes the frames of a wave and gives what was measured."""
