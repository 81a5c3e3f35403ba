"""PostgreSQL below the connector: sessions, types, rows out by COPY, deliveries in by COPY, and the digest that
compares both sides. Which source and which table is decided above.
"""
