"""Step ten, 助流通: registration, authorisation, evidence and trusted exchange outside the government. A room with
one paragraph so far.
"""
