"""Read one YAML file into a Document of plain data, with the place of each value and the problems of the file.

This package knows nothing about kinds, models or other files; ``yamlmistakes`` explains why a file is not valid YAML.
"""
