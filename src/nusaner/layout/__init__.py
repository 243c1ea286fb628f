"""Which sentences of a page are its article, and which its menus, side-bars and bylines."""
