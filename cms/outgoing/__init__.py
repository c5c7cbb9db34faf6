"""Requests to other machines: where they may go (`targets`), and one of them (`calling`). Used by whatever pushes something out."""
