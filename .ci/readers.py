"""Reads what twinge writes with programs of others: is it what it says it is?

Usage: readers.py TWINGE, the program to try. Ends with an error at the first file that is not.
"""

import csv
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import icalendar
import yaml
from fhir.resources.R4B.bundle import Bundle

PEOPLE = ["p1", "p2", "p3"]


def main(twinge):
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        places = {f"XDG_{what}_HOME": str(home / what) for what in ["DATA", "CONFIG"]}
        env = os.environ | places | {"TWINGE_TODAY": "2026-03-17"}

        def run(*args):
            done = subprocess.run([twinge, *args], env=env, check=True, capture_output=True)
            return done.stdout.decode()

        for seed, person in enumerate(PEOPLE):
            diary = home / f"{person}.db"
            run("demo", "--write", str(diary), "--seed", str(seed))
            on = ["--diary", str(diary)]
            # A list where others have a number only.
            for time in ["08:00", "09:00"][: seed]:
                run(*on, "log", "relief", f"at={time}", "relief-before=4")
            run(*on, "log", "bleeding=very-heavy", "-m", "no: 'yes' \"1e3\"\n---\n12:30")
            bundle(run(*on, "export", "--format", "fhir"))
            calendar(run(*on, "export", "--format", "ics"))
            run(*on, "export", "--journal", str(home / person))
            journal(home / person)
            table = home / f"{person}.csv"
            run(*on, "export", "--wide", "--person", person, "--shift-days", "41", str(table))
        study(home)


def bundle(text):
    read = Bundle.model_validate_json(text)
    kinds = {entry.resource.__resource_type__ for entry in read.entry}
    assert kinds == {"Patient", "Observation", "MedicationStatement"}, kinds
    print(f"FHIR: {len(read.entry)} resources")


def calendar(text):
    read = icalendar.Calendar.from_ical(text)
    events = list(read.walk("VEVENT"))
    assert events and not read.errors
    for event in events:
        assert not event.errors and event.start < event.end, event
    assert len({event["UID"] for event in events}) == len(events)
    print(f"iCalendar: {len(events)} events")


def journal(folder):
    """Words stay words, and lists lists."""
    files = list(folder.glob("*.md"))
    for file in files:
        text = file.read_text()
        front = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))
        assert front["generator"] == "twinge" and str(front["date"]) == file.stem, file
        for name, value in front.items():
            right = {"date": "date", "entries": "list"}.get(name)
            assert right is None or type(value).__name__ == right, (file, name, value)
            assert value is not None, (file, name)
    last = yaml.safe_load((folder / "2026-03-17.md").read_text().split("\n---\n", 1)[0][4:])
    assert last["note"].endswith("no: 'yes' \"1e3\"\n---\n12:30"), last
    print(f"YAML: {len(files)} days")


def study(folder):
    """The queries of the guide, as they stand there."""
    article = Path(__file__).parent.parent / "assets/guide/articles/for-a-study.md"
    queries = re.findall(r"^- (SELECT .*;)$", article.read_text(), re.M)
    assert len(queries) == 3, queries
    os.chdir(folder)
    for query in queries:
        rows = duckdb.sql(query).fetchall()
        assert {row[0] for row in rows} == set(PEOPLE), rows
        print("DuckDB:", *rows, sep="\n  ")
    days = duckdb.sql("SELECT person, count(*) FROM read_csv('*.csv', all_varchar = true) GROUP BY person").fetchall()
    for person, count in days:
        with open(f"{person}.csv", newline="") as table:
            assert count == len(list(csv.DictReader(table)))


main(str(Path(sys.argv[1]).resolve()))
