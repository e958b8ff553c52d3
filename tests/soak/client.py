"""A client that talks to a server over its standard input and output, and answers what the server asks."""

import json
import os
import queue
import subprocess
import threading

# Longer than any answer takes on a loaded machine.
PATIENCE = 120


class Client:
    def __init__(self, program: str, root: str) -> None:
        environment = {key: value for key, value in os.environ.items() if key != "FRONTIS_LOG"}
        # What is measured is this run alone.
        environment["FRONTIS_CACHE_DIR"] = ""
        self.process = subprocess.Popen([program, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.answers: queue.Queue = queue.Queue()
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.call("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": {}})
        self.notify("initialized", {})

    def notify(self, method: str, params: object) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def call(self, method: str, params: object) -> object:
        """The result of a request; the answers come in the order of the questions, since there is but one at a time."""
        self.number += 1
        self._send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        answer = self.answers.get(timeout=PATIENCE)
        if answer is None:
            raise RuntimeError(f"the server ended with {self.process.wait()}")
        if "error" in answer or answer["id"] != self.number:
            raise RuntimeError(f"{method}: {answer}")
        return answer["result"]

    def leave(self) -> int:
        self.call("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(timeout=PATIENCE)

    def resident(self) -> float:
        """Megabytes that the server holds in memory."""
        kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True, check=True)
        return int(kilobytes.stdout) / 1024

    def _send(self, message: dict) -> None:
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return self.answers.put(None)
            message = json.loads(stream.read(length))
            if "method" not in message:
                self.answers.put(message)
            elif "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
