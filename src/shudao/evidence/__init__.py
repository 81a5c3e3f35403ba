"""Evidence (white paper 4.10, 4.11): every change and every access to data leaves a line in a Merkle log that an outsider can
verify offline. It judges nothing; it remembers.
"""
