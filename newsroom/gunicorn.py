"""How the web server runs in production; its pool of connections is sized by the same variable."""

import os

bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
graceful_timeout = 20
# In a container /tmp may be a disk; a slow one would make healthy processes look dead.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
accesslog = "-"
