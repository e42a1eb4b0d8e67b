"""What things are: frozen values without I/O, and the only place where rules of shape live."""
