"""A machine made of software: speaks the machines' own protocols, with their faults as switches. For demo and tests."""
