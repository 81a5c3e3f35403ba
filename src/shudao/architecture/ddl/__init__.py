"""The check of a system's table definitions at project approval, change and acceptance (SPEC 4.12): a script is held
against naming, comments, keys, published standards, code tables and certified sources. It tells what it finds; nothing
is stored, and nobody is kept from anything but by those who read it.
"""
