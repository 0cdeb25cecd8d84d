"""What the guide reads from mkdocs.yml: languages, navigation, edition, address."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.problems import Problem, ProblemsError

SOURCE_LOCALE = "en"


@dataclass(frozen=True)
class Language:
    """A language of the guide: BCP 47 tag, its own name, writing direction (ltr or rtl)."""

    locale: str
    name: str
    dir: str


@dataclass(frozen=True)
class Config:
    """The settings that the core shares with the site engine."""

    root: Path
    languages: tuple[Language, ...]
    nav: list[Any]
    edition: str
    site_url: str

    @property
    def locales(self) -> list[str]:
        return [language.locale for language in self.languages]

    def language(self, locale: str) -> Language:
        """Return a listed language; raise ProblemsError for any other."""
        for language in self.languages:
            if language.locale == locale:
                return language
        listed = ", ".join(self.locales)
        raise ProblemsError([Problem("mkdocs.yml", 0, f'language "{locale}" is not listed (listed: {listed})')])


class _ConfigLoader(yaml.SafeLoader):
    """Safe YAML plus MkDocs' !ENV tag."""


def _from_environment(loader: yaml.Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
        return next((os.environ[name] for name in names if name in os.environ), default)
    return os.environ.get(str(node.value))


_ConfigLoader.add_constructor("!ENV", _from_environment)


def load_config(root: Path) -> Config:
    """Read mkdocs.yml below root. Raise ProblemsError when it cannot be used."""
    try:
        raw = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _ConfigLoader)
        extra = raw["extra"]
        return Config(
            root=root,
            languages=tuple(Language(**language) for language in extra["languages"]),
            nav=raw["nav"],
            edition=str(extra["edition"]),
            site_url=raw["site_url"].rstrip("/") + "/",
        )
    except OSError as error:
        raise ProblemsError([Problem("mkdocs.yml", 0, f"cannot be read: {error.strerror}")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ProblemsError([Problem("mkdocs.yml", line, f"is not valid YAML: {error.problem}")]) from error
    except (KeyError, TypeError) as error:
        raise ProblemsError([Problem("mkdocs.yml", 0, f"lacks or misuses a setting: {error}")]) from error


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above start that holds mkdocs.yml (else start itself)."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return start


def root_of(options: argparse.Namespace) -> Path:
    """Return the repository that a command works on: its option --root, else found from the current folder."""
    return (options.root or find_root()).resolve()
