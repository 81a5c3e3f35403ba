"""The ground every module stands on: ids, codes, the injected clock and working days, errors with stable codes, the
unit of work and its outbox, settings, and the expression vocabulary. It knows no module and no table of one.
"""
