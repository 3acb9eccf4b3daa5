#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The first command and the second, on a machine with nothing but Python 3.11 or newer.

    python3 start.py               make the environment, ingest the samples, answer a question, serve the pages
    python3 start.py --no-serve    the same without the pages
    python3 start.py test          pass the tests
    python3 start.py env           only make the environment (.venv)

On Windows: ``py start.py``. Only the standard library is used, and only syntax that an old Python can read far enough
to be told that it is too old.
"""

import hashlib
import locale
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
STAMP = os.path.join(ENVIRONMENT, "cancu-installed")
LOCK, DEVELOPMENT_LOCK = "requirements.lock", "requirements-dev.lock"
MINIMUM = (3, 11)

TEXTS = {
    "vi": {
        "old": "Cần Python {need} trở lên; đây là {have}. Tải bản mới ở trang chủ Python, rồi chạy lại bằng bản đó.",
        "no_venv": "Python này thiếu {name}. Debian, Ubuntu: sudo apt install python{version}-venv; rồi chạy lại.",
        "making": "Tạo môi trường trong {path} …",
        "installing": "Cài các gói đã ghim trong {lock} (lần đầu mất chừng một phút) …",
        "no_install": "Không cài được gói; lý do ở trên, thường là mạng hoặc proxy. Sửa xong, chạy lại lệnh này.",
        "no_make": "Không tạo được môi trường trong {path}: {reason}",
    },
    "en": {
        "old": "Python {need} or newer is needed; this is {have}. Get a newer one and run this again with it.",
        "no_venv": "This Python lacks {name}. Debian, Ubuntu: sudo apt install python{version}-venv; then run again.",
        "making": "Making the environment in {path} …",
        "installing": "Installing the packages pinned in {lock} (the first time takes about a minute) …",
        "no_install": "The packages could not be installed; the reason is above, often the network. Then run it again.",
        "no_make": "The environment in {path} could not be made: {reason}",
    },
}


def language():
    """``--lang`` where given, else the locale's: as `api.settings.language_of` has it."""
    for here, after in zip(sys.argv, sys.argv[1:] + [""]):
        for name in TEXTS:
            if here == "--lang=" + name or (here == "--lang" and after == name):
                return name
    value = ""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = value or os.environ.get(variable, "")
    value = (value or locale.getlocale()[0] or "").lower()
    return "vi" if value.startswith("vi") or value.split(".")[0] in ("", "c", "posix") else "en"


def say(key, **fields):
    sys.stderr.write(TEXTS[language()][key].format(**fields) + "\n")
    sys.stderr.flush()


def give_up(key, **fields):
    say(key, **fields)
    sys.exit(1)


def check_python():
    if sys.version_info < MINIMUM:
        give_up("old", need="%d.%d" % MINIMUM, have="%d.%d" % sys.version_info[:2])
    for name in ("venv", "ensurepip"):
        try:
            __import__(name)
        except ImportError:
            give_up("no_venv", name=name, version="%d.%d" % sys.version_info[:2])


def executable(name):
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return os.path.join(ENVIRONMENT, folder, name + suffix)


def wanted(lock):
    """What the environment must have been made from: this Python, this folder, these pins and this description."""
    digest = hashlib.sha256(("%s %s" % (sys.version_info[:2], ROOT)).encode("utf-8"))
    for name in (lock, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def installed():
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read().split()
    except OSError:
        return []


def pip(*arguments):
    command = [executable("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call(command + list(arguments), cwd=ROOT) != 0:
        give_up("no_install")


def make_environment(lock):
    """``.venv`` with what the lock pins and this folder; nothing to do where that is already so."""
    if wanted(lock) in installed():
        return
    stale = installed() and wanted(LOCK) not in installed() and wanted(DEVELOPMENT_LOCK) not in installed()
    if stale or not os.path.exists(executable("python")):
        import venv

        say("making", path=ENVIRONMENT)
        try:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            venv.create(ENVIRONMENT, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as problem:
            give_up("no_make", path=ENVIRONMENT, reason=problem)
    say("installing", lock=lock)
    pip("--require-hashes", "-r", lock)
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    with open(STAMP, "a", encoding="utf-8") as file:
        file.write(wanted(lock) + "\n")


def run(*command):
    """The command's exit status; Ctrl-C reaches it as well, so it ends by itself."""
    process = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main():
    check_python()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    task, rest = (sys.argv[1], sys.argv[2:]) if sys.argv[1:2] in (["test"], ["env"]) else ("demo", sys.argv[1:])
    make_environment(DEVELOPMENT_LOCK if task == "test" else LOCK)
    if task == "env":
        return 0
    if task == "test":
        return run(executable("python"), "-m", "pytest", *rest)
    return run(executable("cancu"), "demo", *rest)


if __name__ == "__main__":
    sys.exit(main())
