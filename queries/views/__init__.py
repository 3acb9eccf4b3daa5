"""Reads behind the pages and the JSON API: fixed, parametrised Cypher in, typed rows out; no view ever writes.

A view differs from a saved query in that it is no public interface: it may change with the page that it serves.
"""
