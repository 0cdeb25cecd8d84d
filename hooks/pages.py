"""Hook: puts the composed pages of the language in the place of the files in docs/."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from engine import state
from guide.assets import hashed_name
from guide.compose import front_matter
from guide.words import word_scripts

# What is not copied to the site: Material's own files, of which no page of ours loads any, and what is built elsewhere.
NOT_SHIPPED = ("assets/javascripts/", "assets/images/", "assets/stylesheets/", "frontdoor/", "worker/", "data/")


class _PageFile(File):
    """A composed page; MkDocs' dirty mode leaves it alone when the output holds it already."""

    changed = True

    def is_modified(self) -> bool:
        return self.changed


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = state.current()
    kept = Files([])
    for file in files:
        if file.is_documentation_page() or file.src_uri.startswith(NOT_SHIPPED) or file.src_uri.endswith(".yml"):
            continue
        if file.src_uri.startswith("assets/"):
            file.dest_uri = hashed_name(file.dest_uri, file.content_bytes)
        kept.append(file)
    names = {file.src_uri: file.dest_uri for file in kept}
    for name, text in word_scripts(build.site, build.locale, names).items():
        file = File.generated(config, name, content=text)
        file.dest_uri = hashed_name(name, text.encode())
        kept.append(file)
    for path in build.site.pages:
        page = build.page(path)
        file = _PageFile.generated(config, path, content=front_matter(page) + page.markdown)
        assert isinstance(file, _PageFile)
        file.changed = build.is_changed(path)
        kept.append(file)
    return kept
