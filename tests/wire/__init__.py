"""The contract between both sides."""
