"""HTTP interfaces below the connector: fetching one page safely, walking the pages, and the text of a JSON value. Which
interfaces exist and what their records mean is the REST connector's.
"""
