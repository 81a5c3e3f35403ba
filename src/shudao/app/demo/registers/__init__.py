"""Generated registers of the sample city (推治理 needs something to govern): population, households, legal persons and
social assistance, seeded and vectorised, with correct check digits and known dirt, every row of it listed in a truth
record.

No row can concern a real person or company: all numbers begin with prefix 68, which GB/T 2260 has never assigned, and
telephone numbers begin with 154, which no operator has. It does not load the registers into the lake; sources are read
through connectors like those of any department.
"""
