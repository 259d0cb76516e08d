"""What can be set, who one is here, and whether all is well: screens of their own."""
