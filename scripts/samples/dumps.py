def write(root, names):
    pass
