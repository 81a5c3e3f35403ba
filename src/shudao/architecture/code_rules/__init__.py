"""How catalogue entries get their codes. Local standards differ (STANDARDS §1.3), so a rule is one file here and one
line in the registry; the bureau says which one is in force. A code that changes leaves its old form as an alias.
"""
