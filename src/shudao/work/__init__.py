"""Work reaching people (white paper 4.2): the inbox of to-dos with deadlines by working day, notices, change requests,
and the jobs that run in the background. It knows only principals, not what the work is about.
"""
