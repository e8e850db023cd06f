"""The site that the tests of `run.py diff` change: news, events, a series, a letter and a draft."""

from tests.small_site import SETTINGS

HEAD = (
    "# Adressene som er publisert, og hva som laget dem. Ingen kan forsvinne uten at noen sier det."
)
SITE = {
    "pelicanconf.py": SETTINGS,
    "publishconf.py": SETTINGS,
    ".gitignore": "/.cache/\n",
    "theme/css/parts/card.css": "@layer parts { .card { color: inherit; } }\n",
    "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\n",
    "content/venues.yaml": """\
sentrum: {name: Sentrum scene, city: Lillestrøm}
biblioteket: {name: Biblioteket, city: Lillestrøm}
""",
    "content/networks.yaml": "helse: {name: Helsenettverket, summary: For alle i helsebransjen.}\n",
    "content/pages/om-oss.md": "---\ntitle: Om oss\nsummary: Hvem vi er.\n---\nVi er Byen.\n",
    "content/news/2023/frokost.md": """\
---
title: Full sal til frokosten
date: 2023-12-01
summary: Seksti kom for å høre om helse.
---
Det var fult i salen. Kaffen tok slutt klokken ni.

Neste frokost er i januar.
""",
    "content/news/2023/kontor.md": """\
---
title: Nytt kontor i Storgata
date: 2023-11-01
summary: Vi har flyttet.
---
Velkommen innom.
""",
    "content/news/2023/fusjon.md": """\
---
title: Hemmelig fusjon
date: 2023-12-10
summary: Ikke si det til noen.
status: draft
---
Avtalen er ikke undertegnet.
""",
    "content/events/2022.yaml": """\
- id: 2022-frokost
  title: Frokost om helse
  start: 2022-11-30 08:00
  end: 2022-11-30 09:00
  venue: sentrum
  network: helse
""",
    "content/events/2024.yaml": """\
- id: 2024-kurs
  title: Kurs i nettsider
  start: 2024-01-18 09:00
  end: 2024-01-18 11:00
  venue: sentrum
  network: helse
  registration: {url: "https://eksempel.no/kurs", capacity: 20}
- id: 2024-mingling
  title: Mingling
  start: 2024-02-01 17:00
  end: 2024-02-01 19:00
  venue: biblioteket
- id: 2024-lunsj
  title: Gründerlunsj
  start: 2024-01-10 11:30
  end: 2024-01-10 12:30
  repeat: hver onsdag, 4 ganger
  venue: biblioteket
""",
    "content/reviews/2022.md": """\
---
title: Året 2022
year: 2022
date: 2022-12-31
figures:
  - {id: deltakere, label: Deltakere, source: events.attendance}
---
Et godt år.
""",
    "content/record/addresses.txt": f"""\
{HEAD}
/arrangementer/2024/mingling/ events/2024.yaml#2024-mingling
/nyheter/2023/frokost/ news/2023/frokost.md
/nyheter/2023/kontor/ news/2023/kontor.md
/om-oss/ pages/om-oss.md
""",
}
