"""Step six, 通共享: the data cart, applications by columns and rows, review, filing, delivery, receipt and evaluation.
It writes a grant when a request is approved; `security` enforces it.
"""
