"""From a harvested schema to a proposed architecture: business objects, entities and attributes (L3–L5), their names,
data elements and grades, which tables are code tables, and what other departments hold already. Everything here is a
proposal from evidence that is told with it; people confirm. Nothing is stored here.
"""
