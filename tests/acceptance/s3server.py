"""An S3-compatible server on the loopback interface: moto, one request at a time.

usage: s3server.py LOG

Prints its port. LOG gets a line for each request that was answered: method, path, status. `PUT /-/DELAY/LOST/SEED` lets every
request that follows wait up to DELAY seconds, and loses the answer of a share LOST of those that write: they are done, and 500
is said.

moto honours If-None-Match and If-Match on PUT, but looks and writes in two steps, with other threads in between; here both are one
step, as in S3. A request whose body did not arrive as a whole changes nothing.
"""

import io
import random
import sys
import threading
import time

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_request(self, *_):
        pass


class OneAtATime:
    def __init__(self, app, log):
        self.app, self.log, self.lock = app, log, threading.Lock()
        self.delay, self.lost, self.dice = 0.0, 0.0, random.Random(0)

    def __call__(self, environ, start):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length)
        if len(body) < length:
            start("400 Bad Request", [])
            return []
        if path.startswith("/-/"):
            delay, lost, seed = path.split("/")[2:]
            self.delay, self.lost, self.dice = float(delay), float(lost), random.Random(seed)
            start("200 OK", [])
            return []
        environ["wsgi.input"] = io.BytesIO(body)
        time.sleep(self.dice.random() * self.delay)
        status = []
        with self.lock:
            answer = [b"".join(self.app(environ, lambda line, headers, *_: status.append((line, headers))))]
            line, headers = status[0]
            print(method, path, line.split()[0], file=self.log, flush=True)
        if method == "PUT" and line.startswith("200") and self.dice.random() < self.lost:
            start("500 Internal Server Error", [])
            return []
        start(line, headers)
        return answer


app = OneAtATime(DomainDispatcherApplication(create_backend_app), open(sys.argv[1], "w"))
server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
print(server.port, flush=True)
server.serve_forever()
