"""Text and buttons made from the things of the domain; pure."""
