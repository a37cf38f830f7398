"""Intervention slips and hot-work permits of registre-core as PDF/A-3 and PDF/UA, printed by Typst."""
