"""Step 保安全 (white paper 4.10), the ground of it: secrets at rest, keys, signatures, password hashes and tokens.

Nouns: profile (`national`: SM2, SM3, SM4-GCM; `international`: SHA-256, AES-256-GCM), secret, master key, signing key.
It stands below the evidence and therefore cannot write audit lines: whoever opens, replaces or forgets a secret records
that itself, in the same transaction. It knows no accounts, no grants, and nothing of what a secret is for.
"""
