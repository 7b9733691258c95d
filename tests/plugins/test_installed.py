"""Five broken packages, really installed by pip: the host carries on."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.plugins.test_faults import FAULTS, PROMISE


def wheel(folder: Path, name: str, source: str) -> Path:
    """A wheel of one package, as a build tool would write it."""
    info = f"zz_{name}-4.5.dist-info"
    file = folder / f"zz_{name}-4.5-py3-none-any.whl"
    points = f"[earlyyears]\nzz_{name} = zz_{name}:Plugin\n"
    with zipfile.ZipFile(file, "w") as held:
        held.writestr(f"zz_{name}/__init__.py", source)
        held.writestr(f"zz_{name}/earlyyears.toml", PROMISE)
        held.writestr(f"{info}/METADATA", HEAD.format(name=name))
        held.writestr(f"{info}/WHEEL", WHEEL)
        held.writestr(f"{info}/entry_points.txt", points)
        held.writestr(f"{info}/RECORD", "")
    return file


HEAD = "Metadata-Version: 2.1\nName: zz-{name}\nVersion: 4.5\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the five packages."""
    base = tmp_path_factory.mktemp("packages")
    target = tmp_path_factory.mktemp("site")
    wheels = [str(wheel(base, name, source)) for name, (source, *_) in FAULTS.items()]
    words = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    done = run([*words, "--target", str(target), *wheels])
    assert 0 == done.returncode, done.stderr
    return target


def run(words: list[str], site: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run an interpreter that sees what was installed."""
    env = {**os.environ, "PYTHONPATH": str(site)} if site else {**os.environ}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, env=env
    )


def earlyyears(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    return run(["-m", "earlyyears.cli", *words], site)


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_the_host_carries_on(site: Path, name: str) -> None:
    """Exit code 0, at most six lines with all that is needed; strict, it stops."""
    _, code, hook = FAULTS[name]
    done = earlyyears(site, "--plugin", f"zz_{name}", "kinds")
    lines = done.stderr.strip().splitlines()
    assert (0, True) == (done.returncode, len(lines) <= 6), done.stderr
    needed = (f"zz_{name}", "4.5", "earlyyears 20", code, hook, "cause: ", "next: ")
    assert [] == [part for part in needed if part not in done.stderr]
    strict = earlyyears(site, "--strict", "--plugin", f"zz_{name}", "kinds")
    assert 1 == strict.returncode
    assert code in strict.stderr


@pytest.mark.slow
def test_the_list_and_the_doctor_still_work(site: Path) -> None:
    """All five together are listed and examined, and none of them is imported."""
    listed = earlyyears(site, "--plugin", "all", "plugins", "list", "--json")
    told = json.loads(listed.stdout)["plugins"]
    faulty = {one["name"]: one for one in told if one["name"].startswith("zz_")}
    assert {f"zz_{name}" for name in FAULTS} == set(faulty)
    for name, (_, code, _) in FAULTS.items():
        assert [code] == [why["code"] for why in faulty[f"zz_{name}"]["why"]]
    doctor = earlyyears(site, "plugins", "doctor", "--json")
    found = {one["name"]: one for one in json.loads(doctor.stdout)}
    assert set(faulty) <= set(found)
    assert 1 == doctor.returncode
