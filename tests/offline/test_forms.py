"""Checklists as forms: named by item, spoken in the language of the list, filled, saved and read again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from guide.checklist_view import list_data
from guide.checklists import EXITS, SCALE
from guide.spreadsheets import FIELDS

SAID = {"en": "Seen & agreed (2026)", "fr": "Vu et approuvé : à suivre", "ar": "اطلعنا عليه", "zh": "已核实"}


def fields(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return the fields of a form by their full names."""
    found: dict[str, pikepdf.Object] = {}

    def walk(field: pikepdf.Object, above: str) -> None:
        name = f"{above}.{field.T}" if above else str(field.T)
        if "/FT" in field:
            found[name] = field
        else:
            for kid in field.Kids:
                walk(kid, name)

    for top in pdf.Root.AcroForm.Fields:
        walk(top, "")
    return found


def test_every_item_has_the_fields_of_the_web_form_and_the_spreadsheet(forms, real_site):
    paths = {page.path.rpartition("/")[2].removesuffix(".md"): page.path for page in real_site.of_kind("checklist")}
    for document in forms:
        found = list_data(real_site, paths[document.file.stem.removeprefix("checklist-")], document.locale)
        expected = {f"{item['id']}.{name}" for item in found["items"] for name in FIELDS}
        expected |= {f"{found['id']}.name", f"{found['id']}.date"}
        assert set(fields(document.pdf)) == expected, document


def test_no_partial_name_holds_a_full_stop(forms):
    for document in forms:
        for item in document.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/T" in item and item.get("/Type") != "/StructElem":
                assert "." not in str(item.T), f"{document}: {item.T}"


def test_fields_are_spoken_with_their_item_in_the_language_of_the_list(forms, real_site):
    for document in forms:
        strings = real_site.data[document.locale].strings
        for name, field in fields(document.pdf).items():
            owner, _, kind = name.rpartition(".")
            assert owner in str(field.TU), f"{document}: {name}"
            if kind == "note":
                assert strings["assess.field.note"] in str(field.TU)
            for kid in field.get("/Kids", []):
                (state,) = (key[1:] for key in kid.AP.N if key != "/Off")
                assert strings[f"scale.{state}"] in str(kid.TU), f"{document}: {name}"


def test_an_answer_is_one_of_the_scale_or_an_exit_by_its_code(forms):
    for document in forms:
        for name, field in fields(document.pdf).items():
            if name.endswith(".answer"):
                states = [key[1:] for kid in field.Kids for key in kid.AP.N if key != "/Off"]
                assert states == [*SCALE, *EXITS], f"{document}: {name}"


@pytest.mark.parametrize("locale", SAID)
def test_a_form_is_filled_saved_and_read_again(forms, tmp_path, locale):
    document = next((document for document in forms if document.locale == locale), None)
    if document is None:
        assert locale == "zh", "only Chinese has no checklist yet"
        return
    saved = tmp_path / "filled.pdf"
    with pikepdf.open(document.file) as pdf:
        found = fields(pdf)
        note = next(name for name in found if name.endswith(".note"))
        answer = note.replace(".note", ".answer")
        found[note].V = pikepdf.String(SAID[locale])
        found[answer].V = pikepdf.Name("/partly")
        for kid in found[answer].Kids:
            kid.AS = pikepdf.Name("/partly") if "/partly" in kid.AP.N else pikepdf.Name("/Off")
        pdf.save(saved)
    assert subprocess.run(["qpdf", "--check", saved], capture_output=True, check=False).returncode == 0
    with pikepdf.open(saved) as pdf:
        again = fields(pdf)
        assert str(again[note].V) == SAID[locale]
        assert str(again[answer].V) == "/partly"
        page = 1 + next(i for i, page in enumerate(pdf.pages) if again[note].objgen in {a.objgen for a in page.Annots})
    assert _differs(_picture(document.file, page, tmp_path), _picture(saved, page, tmp_path)), (
        "a reader shows what was filled"
    )


def _picture(file: Path, page: int, folder: Path) -> Image.Image:
    """Return a page as a common reader's library (Poppler) shows it."""
    target = folder / file.stem
    size = ["-r", "60", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *size, str(file), str(target)], check=True, capture_output=True)
    return Image.open(target.with_suffix(".png"))


def _differs(first: Image.Image, second: Image.Image) -> bool:
    return ImageChops.difference(first.convert("L"), second.convert("L")).getbbox() is not None


def test_a_form_can_be_filled_by_another_program(forms, tmp_path):
    """qpdf knows the fields as any reader does: it draws what was filled in."""
    document = next(document for document in forms if document.locale == "en")
    with pikepdf.open(document.file) as pdf:
        found = fields(pdf)
        name = next(name for name in found if name.endswith(".owner"))
        found[name].V = pikepdf.String("Committee clerk")
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.save(tmp_path / "filled.pdf")
    run = ["qpdf", "--generate-appearances", "--flatten-annotations=all", "filled.pdf", "drawn.pdf"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr  # 3: done, with a word on the fonts of the fields
    text = subprocess.run(["pdftotext", tmp_path / "drawn.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Committee clerk" in text
