"""The whole program in processes of its own."""
