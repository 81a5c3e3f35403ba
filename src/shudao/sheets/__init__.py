"""The Excel room: forms of each kind of thing as workbooks, out and in. A module declares the columns of its kind in
its file `sheet` and says what exists and how a row is written; here are the template, the export, the reading of cells
with a fault for each bad one, the preview of differences, and the import in one transaction. What a thing means, and
who may change which, stays with its module.
"""
