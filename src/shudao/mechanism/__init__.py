"""Step one, 定机制: organisations, people, posts and appointments, duties, and who is accountable for what. It does not
hold accounts or passwords (`access`), nor data standards (`policy`).
"""
