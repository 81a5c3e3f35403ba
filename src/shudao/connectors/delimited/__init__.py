"""Delimited text: encodings, quotes and lines, cut into whole records at the speed of pyarrow's parser, with every
physical line in exactly one record. It knows bytes and records; files, tables and options are the CSV connector's.
"""
