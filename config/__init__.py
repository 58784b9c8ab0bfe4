"""Django wiring: settings, urls, wsgi and the `vth` command; nothing else."""
