"""What the tests in Python share: servers to start and stop, and a client to talk to them.

Only the standard library is used, so that nothing has to be installed for it.
"""
