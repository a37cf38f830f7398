"""Reports without a register: what a file says, what kind of pages it has, what it proposes, one or thousands."""
