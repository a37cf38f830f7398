"""Commands about the machines that are told by signed callbacks."""
