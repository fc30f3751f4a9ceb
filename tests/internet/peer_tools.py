"""Runs dig, dnsviz and zonemaster-cli against an internet that begins at a root hints file. Needs root rights: a mount namespace gives the tools a resolver of their own."""
import os
import subprocess
import sys
import time

RESOLVER = "127.53.53.53"


def write_resolver(hints, folder):
    """What unbound is to be started with, and the resolv.conf that leads to it."""
    with open(os.path.join(folder, "unbound.conf"), "w") as file:
        file.write(f"""server:
  interface: {RESOLVER}
  username: ""
  chroot: ""
  directory: "{folder}"
  pidfile: ""
  use-syslog: no
  module-config: "iterator"
  root-hints: "{hints}"
  local-zone: "test." nodefault
  access-control: 127.0.0.0/8 allow
remote-control:
  control-enable: no
""")
    with open(os.path.join(folder, "resolv.conf"), "w") as file:
        file.write(f"nameserver {RESOLVER}\n")


class PeerTools:
    """The tools, with unbound as the machine's resolver; to be used in a with statement."""

    def __init__(self, hints, folder):
        self.hints, self.folder = os.path.abspath(hints), folder

    def __enter__(self):
        write_resolver(self.hints, self.folder)
        self.resolver = subprocess.Popen(["unbound", "-d", "-c", os.path.join(self.folder, "unbound.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.resolver.terminate()
        self.resolver.wait()

    def run(self, *command):
        """Standard output, standard error and the seconds it took."""
        wrapped = ["unshare", "-m", "sh", "-c", f'mount --bind {self.folder}/resolv.conf /etc/resolv.conf; exec "$@"', "sh", *command]
        started = time.monotonic()
        done = subprocess.run(wrapped, capture_output=True, text=True, timeout=900)
        return done.stdout, done.stderr, time.monotonic() - started

    def zonemaster(self, domain, *options):
        return self.run("zonemaster-cli", domain, "--hints", self.hints, *options)

    def dnsviz(self, domain):
        """JSON of errors and warnings; an empty object where there are none. Standard error says why there is no verdict."""
        probe = os.path.join(self.folder, domain + ".probe.json")
        _, trouble, seconds = self.run("dnsviz", "probe", "-A", "-a", ".", "-x", ".+:" + self.root_servers(), "-o", probe, domain)
        if not os.path.exists(probe):
            return "", trouble, seconds
        out, errors, more = self.run("dnsviz", "grok", "-l", "warning", "-r", probe)
        return out if out.strip() or errors.strip() else "{}", errors, seconds + more

    def root_servers(self):
        servers = []
        with open(self.hints) as lines:
            for fields in map(str.split, lines):
                if fields[-2] in ("A", "AAAA"):
                    servers.append(fields[0].rstrip(".") + "=" + (f"[{fields[-1]}]" if ":" in fields[-1] else fields[-1]))
        return ",".join(servers)


if __name__ == "__main__":
    write_resolver(*sys.argv[1:])
