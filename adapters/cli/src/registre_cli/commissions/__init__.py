"""The commands about visits of safety commissions."""
