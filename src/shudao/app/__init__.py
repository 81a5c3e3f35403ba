"""Wiring: mounts routes, registers plug-ins, joins ports, starts processes; the only place that knows everyone.
The embedded PostgreSQL (`app.postgres`) and the sample city (`app.demo`) live here.
"""
