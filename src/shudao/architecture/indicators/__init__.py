"""Indicators (white paper 4.3, 指标): defined once from terms and attributes, resolved to measures, compiled to
expressions. Computing them over rows and keeping values is `analytics`.
"""
