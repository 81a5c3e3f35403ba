"""Step nine, 保安全: grants, masks, and the lens through which everyone reads. Discovery and risk will move in here. It
decides no sharing request; it enforces what was decided.
"""
