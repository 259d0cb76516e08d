"""Whether what is here is current, and what a running pass is doing."""
