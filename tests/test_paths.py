import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from printdesk import paths

_NAMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library is asked")
@pytest.mark.parametrize("given", [None, "", "relative", "own"])
def test_folders_are_where_the_library_for_all_systems_says(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
        if given is not None:
            monkeypatch.setenv(name, str(tmp_path / name) if given == "own" else given)

    found = [paths.data_folder(), paths.config_folder(), paths.log_folder()]

    dirs = PlatformDirs("printdesk", appauthor=False, roaming=False)
    assert found == [Path(dirs.user_data_dir), Path(dirs.user_config_dir), Path(dirs.user_log_dir)]
    assert all(folder.is_dir() and folder.stat().st_mode & 0o777 == 0o700 for folder in found)
