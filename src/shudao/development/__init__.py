"""Development, 数据开发 (white paper 4.4, 4.6): standardises source-aligned rows by the published standards, and builds
the report and mart layers from declared models. It writes only through the door of `admission`.
"""
