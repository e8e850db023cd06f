"""A small site to search: in Bokmål, Nynorsk and English, with what no search may find."""

CONTENT = {
    "site.yaml": "name: Byen\nidentity: eksempel.no,2023\nevent_types: [Frokostmøte, Kurs]\n",
    "networks.yaml": "havet:\n  name: Havnettverket\n  summary: Om næringene ved kysten.\n",
    "venues.yaml": "scenen:\n  name: Bodø scene\n  city: Bodø\n"
    "stormen:\n  name: Stormen bibliotek\n  address: Storgata 4\n  city: Bodø\n",
    "people.yaml": "siv:\n  name: Siv Sæther\n  role: Forsker\n",
    "pages/om-oss.md": (
        "---\ntitle: Om oss\nsummary: Hvem vi er.\n---\nVi er et nettverk av bedrifter.\n"
    ),
    **{
        f"news/2021/nummer-{number}.md": f"---\ntitle: Klokketårnet {number}\n"
        f"date: 2021-01-{number}\nsummary: Det slår.\n---\nDet slår {number} slag.\n"
        for number in range(10, 22)
    },
    "news/2022/gronland.md": (
        "---\ntitle: Nye kontorer på Grønland\ndate: 2022-03-01\nsummary: Vi flytter.\n"
        "tags: [bærekraft]\n---\nVi har fått mer plass.\n\n## Slik finner du fram\n\n"
        "Ta undergangen fra stasjonen, og følg skiltene til høyblokka.\n\n## Åpningstider\n\n"
        "Døra er åpen fra åtte.\n"
    ),
    "news/2023/arsmote.md": (
        "---\ntitle: Årsmøte i foreningen\ndate: 2023-02-01\nsummary: Nytt styre er valgt.\n---\n"
        "Medlemmene valgte en ny leder. Skriv `<b>` og 1 < 2 & mer.\n"
    ),
    "news/2023/skule.md": (
        "---\ntitle: Skulane får nye maskiner\ndate: 2023-05-01\nsummary: Elevane gler seg.\n"
        "lang: nn\n---\nNokre av bedriftene gjev maskiner til skulane.\n"
    ),
    "news/2023/visit.md": (
        "---\ntitle: Visitors from Iceland\ndate: 2023-06-01\nsummary: They saw the harbour.\n"
        "lang: en\n---\nThe delegation asked about geothermal heating.\n"
    ),
    **{
        f"news/{year}/julebord.md": (
            f"---\ntitle: Julebord\ndate: {year}-12-01\nsummary: Fest for alle.\n---\nGod mat.\n"
        )
        for year in (2021, 2023, 2022)
    },
    "news/2023/utkast.md": (
        "---\ntitle: Hemmelig utkast\ndate: 2023-05-02\nsummary: Ikke ferdig.\nstatus: draft\n---\n"
        "Sjiraffen står her.\n"
    ),
    "news/2023/utlopt.md": (
        "---\ntitle: Utløpt tilbud\ndate: 2023-01-02\nsummary: Gikk ut.\n"
        "expires: 2023-02-02\n---\nSjiraffen sto her.\n"
    ),
    "events/2023.yaml": (
        "- id: 2023-havfrokost\n  title: Frokostmøte om havbruk\n  start: 2023-09-12 09:00\n"
        "  venue: scenen\n  network: havet\n  type: Frokostmøte\n"
        "  description: Laksen og torsken i merdene.\n"
        "- id: 2023-kurs\n  title: Kurs i regnskap\n  start: 2023-10-12 09:00\n  type: Kurs\n"
        "  online: https://eksempel.no/kurs\n  description: Bilag og balanse.\n"
        "- id: 2023-lunsj\n  title: Torsdagslunsj\n  start: 2023-11-02 11:30\n  venue: scenen\n"
        "  repeat: hver torsdag, 4 ganger\n  description: Suppe for alle.\n"
        "- id: 2023-lesing\n  title: Høytlesing\n  start: 2023-12-28 12:00\n  venue: stormen\n"
        "  status: cancelled\n  description: Dikt en time, med pause.\n"
        "- id: 2023-marked\n  title: Gatemarked\n  start: 2023-12-29 12:00\n  venue: scenen\n"
        "  description: I gata er det vinter og med medier. Møt opp.\n"
    ),
}
