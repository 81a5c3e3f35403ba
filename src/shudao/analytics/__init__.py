"""Looking at data, 看数用数 (white paper 4.4): self-service charts, tags and questions under the asker's permissions.
A room with one paragraph so far.
"""
