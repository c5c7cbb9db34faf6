# Packages of others: their tests run where they are installed, see test_packages.py
collect_ignore = ["hongban_honours"]
