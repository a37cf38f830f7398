"""Intervention slips, hot-work permits and summaries of registre-core as PDF/A-3 and PDF/UA, printed by Typst."""
